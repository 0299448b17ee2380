import { afterEach, beforeEach, expect, test } from "vitest";
import { addClient } from "#app/domain/clients/add.ts";
import { breakGlass, closeGlass } from "#app/domain/clients/break-glass.ts";
import { forget } from "#app/domain/clients/forget.ts";
import { glassOf } from "#app/domain/clients/glass.ts";
import { readReason } from "#app/domain/clients/glass-reasons.ts";
import { caresWithin } from "#app/domain/clients/reach.ts";
import { rehome } from "#app/domain/clients/rehome.ts";
import { readForm } from "#app/domain/forms/read-form.ts";
import { saveAnswers } from "#app/domain/forms/save-answers.ts";
import { signForm } from "#app/domain/forms/sign.ts";
import { readGoals, setGoal } from "#app/domain/notes/goals.ts";
import { notesAbout } from "#app/domain/notes/queries.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { noticesOf } from "#app/domain/notifications/notices.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { recordAccess } from "#app/domain/privacy/record-access.ts";
import { perform } from "#app/perform.ts";
import type { Letter } from "#app/world.ts";
import { asked } from "#tests/domain/forms/a-form.ts";
import { aThread } from "#tests/domain/messaging/a-thread.ts";
import { aSigned } from "#tests/domain/notes/a-note.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember } from "#tests/support/practice.ts";
import { aShutRecord, reason } from "./a-shut-record.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

const seconds = (count: number) => house.clock.advance(count * 1_000);
const rows = async (text: string, values: unknown[] = []) =>
  (await house.database.pool.query(text, values)).rows;

const shut = { messages: undefined, note: null };

test("an owner reads messages and signed notes for an hour to the second, and nothing before or after", async () => {
  const { owner, breaks, reads, clientId } = await aShutRecord(house);
  expect(await reads()).toEqual(shut);
  expect(await breaks()).toEqual({
    ok: true,
    value: { until: new Date(house.clock.now.getTime() + 3_600_000) },
  });
  const open = { messages: expect.arrayContaining(["canary of the message"]), note: "canary of the note" };
  expect(await reads()).toEqual(open);
  seconds(59 * 60 + 59);
  // Streams and pages go on while somebody is here; the session is not what ends it.
  await rows("update sessions set last_seen_at = $1", [house.clock.now]);
  expect(await reads()).toEqual(open);
  seconds(1);
  expect(await reads()).toEqual(shut);
  seconds(1);
  expect(await reads()).toEqual(shut);
  expect((await owner.asNow()).actor.opened).toEqual([]);
  expect(await caresWithin(await owner.asNow(), "words.read", clientId)).toEqual([]);
});

test("a psychotherapy note is not there, in the list or by its address, and nobody else's record opens", async () => {
  const { owner, breaks, secretId, noteId, clientId, practice, own } = await aShutRecord(house);
  const other = await practice.aClient();
  const otherNote = await aSigned(own, other.clientId, "canary of another");
  await breaks();
  const ctx = await owner.asNow();
  expect((await notesAbout(ctx, clientId)).map(({ id }) => id)).toEqual([noteId]);
  expect(await readNote(ctx, secretId)).toBeNull();
  expect(await readNote(ctx, otherNote)).toBeNull();
  expect(await notesAbout(ctx, other.clientId)).toEqual([]);
});

test("it is refused without a reason, with a short one, a stale sign-in, and where it is open already", async () => {
  const { breaks, owner, clientId } = await aShutRecord(house);
  expect(await breaks(" \n ")).toEqual({ ok: false, refusal: "no_reason" });
  expect(await breaks("because    of    it all")).toEqual({ ok: false, refusal: "too_short" });
  seconds(10 * 60 + 1);
  expect(await breaks()).toEqual({ ok: false, refusal: "not_fresh" });
  expect(await rows("select from broken_glass")).toEqual([]);
  owner.session.signedInAt = house.clock.now;
  expect(await breaks()).toMatchObject({ ok: true });
  expect(await breaks()).toEqual({ ok: false, refusal: "open_already" });
  expect(await closeGlass(await owner.asNow(), clientId)).toBe(true);
});

test("only an owner breaks it, of their own practice, and one who reads the record anyway has nothing to open", async () => {
  const { practice, owner, clientId, own } = await aShutRecord(house);
  const asked = { clientId, reason };
  expect(await breakGlass(own, owner.session, asked)).toEqual({ ok: false, refusal: "nothing_to_open" });
  const lead = { ...(await owner.asNow()).actor, clinicalLead: true };
  expect(await breakGlass({ ...practice.ctx, actor: lead }, owner.session, asked)).toEqual({
    ok: false,
    refusal: "nothing_to_open",
  });
  for (const roles of [["manager"], ["therapist"], ["supervisor"], ["scheduler"], ["biller"]] as const) {
    const actor = aMember(practice.ctx.practiceId, { roles });
    expect(await breakGlass({ ...practice.ctx, actor }, owner.session, asked), roles[0]).toBeNull();
  }
  const elsewhere = (await aThread(house)).own;
  expect(await breakGlass(elsewhere, owner.session, asked)).toBeNull();
  expect(await breakGlass(own, owner.session, { ...asked, clientId: "x" })).toBeNull();
});

test("two presses at once open it once, and tell once", async () => {
  const { breaks } = await aShutRecord(house);
  const pressed = await Promise.all([breaks(), breaks(), breaks()]);
  expect(pressed.filter((one) => one?.ok)).toHaveLength(1);
  expect((await house.waiting()).filter(({ job }) => job === "mail_glass_broken")).toHaveLength(1);
});

test("its therapist is told at once by letter and notice, without whose it is or why; the client sees who", async () => {
  const { breaks, practice, own, self, clientId, owner } = await aShutRecord(house);
  await breaks();
  const sent: { key: string; letter: Letter }[] = [];
  const hand = async (letter: Letter, key: string) => {
    sent.push({ key, letter });
    return { outcome: "sent" as const, id: key };
  };
  const { practiceId } = practice.ctx;
  const told = (await house.waiting()).filter(({ job }) => job.endsWith("glass_broken"));
  for (const work of [...told, ...told])
    await perform(
      house.house,
      { mail: { from: "hello@selvage.test", resend: { hand } } },
      { ...work, practiceId },
    );
  expect(sent).toHaveLength(1);
  const { letter } = sent[0]!;
  expect(letter.to).toBe(`${practice.slug}@selvage.test`);
  expect(letter.text).toContain("Olga Owner");
  const [{ name }] = await rows("select name from clients where id = $1", [clientId]);
  for (const word of [name, ...self.actor.userId.match(/^.{36}$/g)!, "hospital", "canary"])
    expect(`${letter.subject} ${letter.text} ${letter.html}`).not.toContain(word);
  const { notices } = await noticesOf(own, { count: 5 });
  expect(notices.find(({ kind }) => kind === "glass.broken")?.facts).toEqual({
    clientId,
    clientName: name,
    who: "Olga Owner",
  });
  expect((await noticesOf(await owner.asNow(), { count: 5 })).notices).toEqual([]);
  const { looks } = await recordAccess(self, { count: 10, before: null });
  expect(looks.map(({ name, who }) => `${who}: ${name}`)).toContain("Olga Owner: glass.broken");
});

test("the reason is read by whoever gave it and by the therapist, each reading noted, and by no other owner", async () => {
  const { breaks, owner, own, practice, clientId } = await aShutRecord(house);
  await breaks();
  const [{ id: glassId } = { id: "" }] = await glassOf(own, clientId);
  expect(await readReason(await owner.asNow(), { clientId, glassId })).toBe(reason);
  expect(await readReason(own, { clientId, glassId })).toBe(reason);
  const { userId, memberId } = await takeOn(practice.ctx, {
    email: "b@selvage.test",
    name: "B",
    roles: ["owner"],
  });
  const another = {
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, { userId, memberId, roles: ["owner"] }),
  };
  expect(await readReason(another, { clientId, glassId })).toBeNull();
  expect((await glassOf(another, clientId)).map(({ who }) => who)).toEqual(["Olga Owner"]);
  expect(
    await rows("select actor from events where name = 'words.read' and subject_id = $1", [glassId]),
  ).toEqual([{ actor: `member:${owner.userId}` }, { actor: `member:${practice.userId}` }]);
  expect(JSON.stringify(await rows("select detail from events"))).not.toContain("hospital");
});

test("shut early it is shut, once, and for whoever opened it alone", async () => {
  const { breaks, reads, owner, own, clientId } = await aShutRecord(house);
  await breaks();
  seconds(60);
  expect(await closeGlass(own, clientId)).toBe(false);
  expect(await closeGlass(await owner.asNow(), clientId)).toBe(true);
  expect(await closeGlass(await owner.asNow(), clientId)).toBe(false);
  expect(await reads()).toEqual(shut);
  expect(await rows("select actor from events where name = 'glass.closed'")).toEqual([
    { actor: `member:${owner.userId}` },
  ]);
});

test("forms and goals are read too, and a form stays on its therapist's list of those to read", async () => {
  const { breaks, owner, own, practice, self, clientId } = await aShutRecord(house);
  await setGoal(own, { clientId, text: "canary of the goal" });
  const [askedId = ""] = await asked(practice, clientId, "consent-to-treatment");
  await saveAnswers(self, { id: askedId, page: "treatment", answers: { treatment: "yes" }, mark: "" });
  await signForm(self, { id: askedId, name: "Somebody" });
  expect(await readGoals(await owner.asNow(), clientId)).toBeNull();
  expect(await readForm(await owner.asNow(), askedId)).toBeNull();
  await breaks();
  expect((await readGoals(await owner.asNow(), clientId))?.map(({ text }) => text)).toEqual([
    "canary of the goal",
  ]);
  expect((await readForm(await owner.asNow(), askedId))?.answers).toEqual({ treatment: "yes" });
  const reviewed = () => rows("select reviewed_by from forms_asked where id = $1", [askedId]);
  expect(await reviewed()).toEqual([{ reviewed_by: null }]);
  await readForm(own, askedId);
  expect(await reviewed()).toEqual([{ reviewed_by: practice.userId }]);
});

test("a merge carries the reason along and shuts what was open; an erasure forgets the reason and not that it was given", async () => {
  const { breaks, reads, own, practice, clientId } = await aShutRecord(house);
  await breaks();
  const { clientId: to } = await addClient(practice.ctx, {
    kind: "individual",
    name: "The other",
    people: [{ name: "The other", role: "self" }],
  });
  await rehome(practice.ctx, { from: clientId, to });
  expect(await reads()).toEqual(shut);
  const [{ id: glassId } = { id: "" }] = await glassOf(own, to);
  expect(await readReason(own, { clientId: to, glassId })).toBe(reason);
  await forget(practice.ctx, to);
  expect(await readReason(own, { clientId: to, glassId })).toBeNull();
  expect(await glassOf(own, to)).toHaveLength(1);
});

test("who is no owner any more reads nothing more, the same minute", async () => {
  const { breaks, reads, owner } = await aShutRecord(house);
  await breaks();
  await rows("update members set roles = '{manager}' where id = $1", [owner.memberId]);
  expect(await reads()).toEqual(shut);
});
