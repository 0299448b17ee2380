import { afterAll, beforeAll, expect, test } from "vitest";
import { addClient, beginCare } from "#app/domain/clients/add.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { amend, coSign, enterInError, releaseNote } from "#app/domain/notes/amend.ts";
import { beginNote } from "#app/domain/notes/begin.ts";
import { exportRecord } from "#app/domain/notes/export.ts";
import { closeGoal, readGoals, setGoal } from "#app/domain/notes/goals.ts";
import { notesAbout } from "#app/domain/notes/queries.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { discardDraft, draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { worklist } from "#app/domain/notes/worklist.ts";
import { takeOn } from "#app/domain/practices/open.ts";
import { begin as supervise } from "#app/domain/therapists/supervise.ts";
import { colleagues } from "#tests/support/colleagues.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aMember, aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aDraft, aSigned } from "./a-note.ts";

let house: TestHouse;
let practice: TestPractice;
let own: MemberCtx;
let others: Awaited<ReturnType<typeof colleagues>>;
let supervisor: MemberCtx;
let lead: MemberCtx;
beforeAll(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  own = practice.own;
  others = await colleagues(practice);
  const as = async (
    name: string,
    wishes: Parameters<typeof aMember>[1],
    roles: ["supervisor"] | ["therapist"],
  ) => {
    const clinicalLead = wishes?.clinicalLead === true;
    const who = await takeOn(practice.ctx, { email: `${name}@selvage.test`, name, roles, clinicalLead });
    return { ...practice.ctx, actor: aMember(practice.ctx.practiceId, { ...who, roles, ...wishes }) };
  };
  supervisor = await as("sue-supervisor", { supervises: [practice.therapistId] }, ["supervisor"]);
  lead = await as("lea-lead", { clinicalLead: true }, ["supervisor"]);
});
afterAll(() => house.close());

const aClient = async () => (await practice.aClient()).clientId;
const sql = (text: string, values: unknown[] = []) => house.database.pool.query(text, values);
const eventsOf = async (id: string, name: string) =>
  (await sql("select actor from events where subject_id = $1 and name = $2", [id, name])).rows;

test("a draft is its author's alone; signed, it is read by who supervises them and the lead, and each reading is noted", async () => {
  await supervise(practice.ctx, {
    supervisorId: supervisor.actor.memberId,
    therapistId: practice.therapistId,
    mustCoSign: false,
  });
  // The wall asks the machine's own clock, and this house lives in another year.
  await sql(`update supervisions set "from" = now() - interval '1 day'`);
  const draft = await aDraft(own, await aClient());
  for (const ctx of [supervisor, lead, others.other, others.manager, others.scheduler, others.biller])
    expect(await readNote(ctx, draft.id)).toBeNull();
  await signNote(own, draft);
  for (const ctx of [own, supervisor, lead]) {
    const read = await readNote(ctx, draft.id);
    expect(read?.sections[0]?.text).toBe("quetzal words");
    expect(read?.isWhole).toBe(true);
  }
  for (const ctx of [others.other, others.manager, others.scheduler, others.biller])
    expect(await readNote(ctx, draft.id)).toBeNull();
  expect(await eventsOf(draft.id, "note.read")).toHaveLength(3);
});

test("what was signed does not change: neither words, nor what it is, nor its goals, whoever asks the database", async () => {
  const clientId = await aClient();
  const goalId = await setGoal(own, { clientId, text: "sleep" });
  const id = await aSigned(own, clientId);
  const inDrawer = async (statement: string, values: unknown[]) => {
    const client = await house.database.pool.connect();
    try {
      await client.query("begin");
      await client.query(
        "select set_config('selvage.practice', $1, true), set_config('selvage.client', $2, true), set_config('selvage.hand', 'member', true), set_config('selvage.person', $3, true)",
        [own.practiceId, clientId, own.actor.userId],
      );
      await client.query(statement, values);
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
  const refused = /what was signed stays/;
  await expect(inDrawer("update note_words set sealed = '\\x00' where note_id = $1", [id])).rejects.toThrow(
    refused,
  );
  await expect(inDrawer("delete from note_words where note_id = $1", [id])).rejects.toThrow(refused);
  for (const change of [
    "status = 'draft', signed_at = null, hash = null",
    "hash = '\\x00'",
    "is_late = true",
    "kind = 'contact'",
    "needs_co_sign = true",
    "author_id = client_id",
  ])
    await expect(inDrawer(`update notes set ${change} where id = $1`, [id])).rejects.toThrow(refused);
  await expect(inDrawer("delete from notes where id = $1", [id])).rejects.toThrow(refused);
  const naming = "insert into note_goals (note_id, goal_id, practice_id) values ($1, $2, $3)";
  await expect(inDrawer(naming, [id, goalId, own.practiceId])).rejects.toThrow(refused);
  await amend(own, { id, text: "more" });
  await expect(
    inDrawer("update note_amendments set sealed = '\\x00' where note_id = $1", [id]),
  ).rejects.toThrow(refused);
  expect(await saveDraft(own, { id, version: 1, typed: { note: "other words" } })).toMatchObject({
    ok: false,
    refusal: "signed",
  });
  expect(await discardDraft(own, id)).toBeNull();
});

test("two tabs: who saves over what they have not seen is told so, and nothing is overwritten", async () => {
  const { id, version } = await aDraft(own, await aClient(), "first");
  expect(await saveDraft(own, { id, version, typed: { note: "of one tab" } })).toMatchObject({ ok: true });
  expect(await saveDraft(own, { id, version, typed: { note: "of the other" } })).toMatchObject({
    ok: false,
    refusal: "moved_on",
  });
  expect(await signNote(own, { id, version })).toMatchObject({ ok: false, refusal: "moved_on" });
  expect((await draftAsItStands(own, id))?.sections[0]?.text).toBe("of one tab");
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => saveDraft(own, { id, version: version + 1, typed: { note: `at once ${n}` } })),
  );
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
});

test("a second press begins no second draft, and an empty one is not signed", async () => {
  const clientId = await aClient();
  const wish = { kind: "contact", template: "contact", clientId } as const;
  const ids = await Promise.all([beginNote(own, wish), beginNote(own, wish), beginNote(own, wish)]);
  expect(new Set(ids).size).toBe(1);
  expect(await signNote(own, { id: ids[0]!, version: 0 })).toMatchObject({
    ok: false,
    refusal: "says_nothing",
  });
  expect(await discardDraft(own, ids[0]!)).not.toBeNull();
  expect(await notesAbout(own, clientId)).toEqual([]);
});

test("a psychotherapy note is there for its author and for nobody else, in no export, and leaves by a release alone", async () => {
  const clientId = await aClient();
  const id = await aSigned(own, clientId, "quetzal alone", { kind: "psychotherapy" });
  const ordinary = await aSigned(own, clientId, "for the record");
  for (const ctx of [supervisor, lead, others.other, others.manager]) {
    expect(await readNote(ctx, id)).toBeNull();
    expect((await notesAbout(ctx, clientId)).map((note) => note.id)).not.toContain(id);
    expect(await releaseNote(ctx, { id, text: "why" })).toBeNull();
  }
  for (const ctx of [own, lead]) {
    const taken = await exportRecord(ctx, { clientId, as: "json" });
    expect(taken?.notes.map(({ note }) => note.id)).toEqual([ordinary]);
    expect(JSON.stringify(taken)).not.toContain("quetzal alone");
  }
  expect(await releaseNote(own, { id: ordinary, text: "why" })).toBeNull();
  expect(await releaseNote(own, { id, text: "A court asks." })).toMatchObject({ ok: true });
  expect(await readNote(lead, id)).toBeNull();
  const [log] = (await sql("select detail from events where subject_id = $1 and name = 'note.signed'", [id]))
    .rows;
  expect(JSON.stringify(log.detail)).not.toContain("psycho");
});

test("a note comes late when it is signed more than a day after its session; what is about none is never late", async () => {
  const clientId = await aClient();
  const id = await aSigned(own, clientId, "a plan", {
    kind: "plan",
    about: new Date("2026-01-01T10:00:00Z"),
  });
  expect((await readNote(own, id))?.note.isLate).toBe(false);
});

test("a supervisor who must co-signs once, with their name; nobody else does, and who is not supervised waits for none", async () => {
  const wish = { supervisorId: supervisor.actor.memberId, therapistId: practice.therapistId };
  await supervise(practice.ctx, { ...wish, mustCoSign: true });
  await sql(`update supervisions set "from" = now() - interval '1 day' where until is null`);
  const id = await aSigned(own, await aClient());
  expect((await worklist(supervisor)).map((one) => one.noteId)).toEqual([id]);
  for (const ctx of [own, lead, others.other, others.manager])
    expect(await coSign(ctx, { id, text: "" })).toBeNull();
  expect(await coSign(supervisor, { id, text: "Seen and agreed." })).toMatchObject({ ok: true });
  expect(await coSign(supervisor, { id, text: "" })).toMatchObject({ ok: false, refusal: "already" });
  expect((await readNote(own, id))?.amendments).toMatchObject([
    { kind: "co_signature", text: "Seen and agreed." },
  ]);
  expect(await worklist(supervisor)).toEqual([]);
  const alone = { ...supervisor, actor: { ...supervisor.actor, supervises: [] } };
  expect(await readNote(alone, id)).toBeNull();
});

test("entered in error stays readable with its reason, once", async () => {
  const id = await aSigned(own, await aClient());
  expect(await enterInError(others.other, { id, text: "x" })).toBeNull();
  expect(await enterInError(own, { id, text: "Another client's." })).toMatchObject({ ok: true });
  expect(await enterInError(own, { id, text: "again" })).toMatchObject({ ok: false, refusal: "already" });
  const read = await readNote(own, id);
  expect(read?.sections[0]?.text).toBe("quetzal words");
  expect(read?.note.enteredInErrorAt).not.toBeNull();
});

test("goals are the therapist's and their client's; a colleague sees none, and a note names only goals of its own client", async () => {
  const [clientId, elsewhere] = [await aClient(), await aClient()];
  const goalId = await setGoal(own, { clientId, text: "Sleep through" });
  const foreign = await setGoal(own, { clientId: elsewhere, text: "Other" });
  expect(await setGoal(others.other, { clientId, text: "x" })).toBeNull();
  expect(await readGoals(others.scheduler, clientId)).toBeNull();
  expect(await closeGoal(others.other, { clientId, goalId: goalId!, status: "left" })).toBeNull();
  const { id, version } = await aDraft(own, clientId);
  await saveDraft(own, { id, version, typed: {}, goalIds: [goalId!, foreign!] });
  await signNote(own, { id, version: version + 1 });
  expect(await closeGoal(own, { clientId, goalId: goalId!, status: "reached" })).toBe(goalId);
  expect(await readGoals(own, clientId)).toMatchObject([
    { text: "Sleep through", status: "reached", named: 1 },
  ]);
  expect((await readNote(own, id))?.goalIds).toEqual([goalId]);
});

test("a practice beside this one reaches nothing of it", async () => {
  const elsewhere = await aPractice(house.house);
  const clientId = await aClient();
  const id = await aSigned(own, clientId);
  expect(await readNote(elsewhere.own, id)).toBeNull();
  expect(await beginNote(elsewhere.own, { kind: "progress", template: "free", clientId })).toBeNull();
  expect(await exportRecord(elsewhere.own, { clientId, as: "pdf" })).toBeNull();
  expect(await readGoals(elsewhere.own, clientId)).toBeNull();
});

test("a couple's note belongs to the two of them together", async () => {
  const { clientId } = await addClient(practice.ctx, {
    kind: "couple",
    name: "Lea and Mo",
    people: [
      { name: "Lea", role: "self" },
      { name: "Mo", role: "partner" },
    ],
  });
  await beginCare(practice.ctx, clientId, practice.therapistId);
  const id = await aSigned(own, clientId, "both were there");
  expect((await notesAbout(own, clientId)).map((note) => note.id)).toEqual([id]);
});
