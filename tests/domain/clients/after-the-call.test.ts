import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { markAttended } from "#app/domain/bookings/mark.ts";
import { beginTogether } from "#app/domain/clients/begin-together.ts";
import { readCareWords } from "#app/domain/clients/care-words.ts";
import { changeStage } from "#app/domain/clients/change-stage.ts";
import { doorsWithin } from "#app/domain/clients/doors.ts";
import { notYet } from "#app/domain/clients/not-yet.ts";
import { referOn, referralWords } from "#app/domain/clients/refer-on.ts";
import { perform } from "#app/perform.ts";
import { granted } from "#tests/domain/bookings/a-booking.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aCallHeld, aGroup, theirs } from "./a-group.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const noWorld = { mail: { from: "hello@selvage.test" } };

async function rows<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await house.database.pool.query(text, values)).rows as T[];
}

async function relationship(clientId: string, therapistId: string) {
  const [row] = await rows<{
    stage: string;
    discovery_by: string | null;
    not_yet_at: Date | null;
    ended_at: Date | null;
  }>("select * from care_relationships where client_id = $1 and therapist_id = $2", [clientId, therapistId]);
  return row;
}

test("after the call the therapist begins: the doors open, the log says so, and one letter is asked for", async () => {
  const { practice } = await aGroup(house);
  const { therapistId, own } = practice;
  const { clientId } = await aCallHeld(house, practice);

  expect(await beginTogether(own, { clientId, therapistIds: [therapistId] })).toEqual({
    ok: true,
    value: { opened: 1 },
  });
  expect(await relationship(clientId, therapistId)).toMatchObject({ stage: "intake", discovery_by: "call" });
  const log = await rows(
    "select name, detail from events where practice_id = $1 and name like 'care_relationship.%' order by id",
    [practice.ctx.practiceId],
  );
  expect(log.map(({ name }) => name)).toEqual([
    "care_relationship.began",
    "care_relationship.moved_on",
    "care_relationship.begun_together",
  ]);
  const letters = (await house.waiting()).filter(({ job }) => job === "mail_client_begun");
  expect(letters.filter(({ subjectId }) => subjectId === clientId)).toHaveLength(1);
});

test("a second press finds it done, and ten at once open the doors once and ask for one letter", async () => {
  const { practice } = await aGroup(house);
  const { clientId } = await aCallHeld(house, practice);
  const wish = { clientId, therapistIds: [practice.therapistId] };
  const answers = await Promise.all(Array.from({ length: 10 }, () => beginTogether(practice.own, wish)));

  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
  expect(await beginTogether(practice.own, wish)).toEqual({ ok: false, refusal: "already_begun" });
  const letters = (await house.waiting()).filter(({ job }) => job === "mail_client_begun");
  expect(letters.filter(({ subjectId }) => subjectId === clientId)).toHaveLength(1);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("without a call the doors open only for a reason, which stands in the log; the words are sealed", async () => {
  const { practice } = await aGroup(house);
  const { clientId } = await practice.aClient();
  const { own, therapistId } = practice;
  const wish = { clientId, therapistIds: [therapistId] };
  expect(await beginTogether(own, wish)).toEqual({ ok: false, refusal: "reason_needed" });
  expect(await relationship(clientId, therapistId)).toMatchObject({ stage: "discovery" });

  const pastGate = { reason: "met_elsewhere" as const, words: "canary-past-the-gate" };
  expect(await beginTogether(own, { ...wish, pastGate })).toMatchObject({ ok: true });
  expect(await relationship(clientId, therapistId)).toMatchObject({ discovery_by: "therapist" });
  const [event] = await rows<{ detail: { reason: string; words: string } }>(
    "select detail from events where name = 'care_relationship.moved_on' and detail->>'how' = 'past_gate' and practice_id = $1",
    [practice.ctx.practiceId],
  );
  expect(event!.detail.reason).toBe("met_elsewhere");
  expect(await readCareWords(own, { clientId, wordsId: event!.detail.words })).toMatchObject({
    kind: "past_gate",
    text: "canary-past-the-gate",
  });
  expect(await findBroken(house.database.pool, { secrets: ["canary-past-the-gate"] })).toEqual([]);
});

test("an intake member who held the call opens a colleague's doors, and has chosen too; others may only open their own", async () => {
  const { practice, colleague } = await aGroup(house);
  const [ben, chi] = [await colleague("Ben"), await colleague("Chi")];
  const intake = { ...practice.own, actor: { ...practice.own.actor, intake: true } };
  const { clientId } = await aCallHeld(house, practice);

  expect(await beginTogether(practice.own, { clientId, therapistIds: [ben.therapistId] })).toBeNull();
  expect(await beginTogether(intake, { clientId, therapistIds: [ben.therapistId] })).toMatchObject({
    ok: true,
  });
  expect(await relationship(clientId, ben.therapistId)).toMatchObject({ stage: "intake" });
  expect(await relationship(clientId, chi.therapistId)).toBeUndefined();
  const hers = await relationship(clientId, practice.therapistId);
  expect(hers).toMatchObject({ stage: "discovery" });
  expect(hers!.not_yet_at).not.toBeNull();
});

test("being flagged intake opens nothing where the call was somebody else's", async () => {
  const { practice, colleague } = await aGroup(house);
  const [ben, chi] = [await colleague("Ben", { intake: true }), await colleague("Chi")];
  const { clientId } = await aCallHeld(house, practice);
  expect(await doorsWithin(ben.as, clientId)).toBeNull();
  expect(await beginTogether(ben.as, { clientId, therapistIds: [chi.therapistId] })).toBeNull();
  expect(await beginTogether(ben.as, { clientId, therapistIds: [ben.therapistId] })).toBeNull();
});

test("where one call opens the whole practice, every door opens with it", async () => {
  const { practice, colleague } = await aGroup(house);
  const ben = await colleague("Ben");
  await rows("update practices set call_opens_all = true where id = $1", [practice.ctx.practiceId]);
  const { clientId } = await aCallHeld(house, practice);
  expect(await beginTogether(practice.own, { clientId, therapistIds: [] })).toEqual({
    ok: true,
    value: { opened: 2 },
  });
  expect(await relationship(clientId, ben.therapistId)).toMatchObject({ stage: "intake" });
});

test("not yet leaves the stage where it was and keeps that somebody chose; past that it is refused", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const { clientId } = await aCallHeld(house, practice);
  expect(await notYet(own, { clientId, therapistId })).toMatchObject({ ok: true });
  expect(await relationship(clientId, therapistId)).toMatchObject({
    stage: "discovery",
    not_yet_at: house.clock.now,
  });
  await granted(theirs(beginTogether(own, { clientId, therapistIds: [therapistId] })));
  expect(await relationship(clientId, therapistId)).toMatchObject({ not_yet_at: null });
  expect(await notYet(own, { clientId, therapistId })).toEqual({ ok: false, refusal: "not_now" });
});

test("refer on ends care, seals why, asks for one letter; whoever is referred can begin again only by a choice", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const { clientId } = await aCallHeld(house, practice);
  const words = { why: "canary-of-why", toThem: "I wish you well.", places: "Ben Okafor" };
  expect(await referOn(own, { clientId, therapistId, words })).toMatchObject({ ok: true });
  expect(await relationship(clientId, therapistId)).toMatchObject({
    stage: "ended",
    ended_at: house.clock.now,
  });
  expect(await referOn(own, { clientId, therapistId, words })).toEqual({ ok: false, refusal: "not_now" });
  expect((await house.waiting()).filter(({ job }) => job === "mail_client_referred")).toHaveLength(1);

  const [event] = await rows<{ detail: { words: string } }>(
    "select detail from events where name = 'care_relationship.referred_on' and practice_id = $1",
    [practice.ctx.practiceId],
  );
  const read = await readCareWords(own, { clientId, wordsId: event!.detail.words });
  expect(referralWords(read!.text)).toEqual(words);
  expect(await findBroken(house.database.pool, { secrets: ["canary-of-why"] })).toEqual([]);

  expect(await changeStage(own, { clientId, therapistId, to: "intake" })).toEqual({
    ok: false,
    refusal: "not_now",
  });
  expect(await beginTogether(own, { clientId, therapistIds: [therapistId] })).toMatchObject({ ok: true });
});

test("by hand care goes past intake, ends, and begins again without a second call; when it first opened stays known", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const { clientId } = await aCallHeld(house, practice);
  const to = (stage: "intake" | "ongoing" | "ended") =>
    changeStage(own, { clientId, therapistId, to: stage });
  expect(await to("ended")).toEqual({ ok: false, refusal: "not_now" });
  await granted(theirs(beginTogether(own, { clientId, therapistIds: [therapistId] })));
  const [before] = await rows("select discovery_completed_at from care_relationships where client_id = $1", [
    clientId,
  ]);
  house.clock.advance(60_000);
  for (const stage of ["ongoing", "ended", "intake"] as const)
    expect(await to(stage), stage).toMatchObject({ ok: true });
  expect(await to("intake")).toEqual({ ok: false, refusal: "not_now" });
  expect(
    await rows("select discovery_completed_at from care_relationships where client_id = $1", [clientId]),
  ).toEqual([before]);
  expect(await relationship(clientId, therapistId)).toMatchObject({ stage: "intake", ended_at: null });
});

test("the first attended session makes intake ongoing by itself; a call, or an end meanwhile, does not", async () => {
  const { practice } = await aGroup(house);
  const { own, therapistId } = practice;
  const client = await practice.aClient();
  await client.begin();
  const startsAt = Math.ceil(house.clock.now.getTime() / 86_400_000) * 86_400_000 + 34 * 3_600_000;
  const session = await granted(client.book(practice.wish({ typeSlug: "session", startsAt })));
  house.clock.now = new Date(startsAt + 86_400_000);
  await granted(markAttended(own, session.id));
  const work = (await house.waiting()).find(
    ({ job, subjectId }) => job === "settle_in" && subjectId === session.id,
  );
  const settle = () => perform(house.house, noWorld, { ...work!, practiceId: practice.ctx.practiceId });
  await settle();
  expect(await relationship(client.clientId, therapistId)).toMatchObject({ stage: "ongoing" });

  await granted(theirs(changeStage(own, { clientId: client.clientId, therapistId, to: "ended" })));
  await settle();
  expect(await relationship(client.clientId, therapistId)).toMatchObject({ stage: "ended" });

  const { clientId, bookingId } = await aCallHeld(house, practice);
  await granted(theirs(beginTogether(own, { clientId, therapistIds: [therapistId] })));
  await perform(house.house, noWorld, {
    job: "settle_in",
    practiceId: practice.ctx.practiceId,
    subjectId: bookingId,
    sequence: 0,
  });
  expect(await relationship(clientId, therapistId)).toMatchObject({ stage: "intake" });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("after a missed call there is one more, then a client who is signed in asks in person", async () => {
  const { practice } = await aGroup(house);
  const client = await practice.aClient();
  const from = Math.ceil(house.clock.now.getTime() / 86_400_000) * 86_400_000 + 34 * 3_600_000;
  for (const n of [0, 1]) {
    const startsAt = from + n * 3 * 86_400_000;
    const call = await granted(client.book(practice.wish({ startsAt })));
    house.clock.now = new Date(startsAt + 86_400_000);
    await rows("update bookings set status = 'no_show' where id = $1", [call.id]);
  }
  const third = practice.wish({ startsAt: from + 6 * 86_400_000 });
  expect(await client.book(third)).toEqual({ ok: false, refusal: "over_limit" });
  expect(await book(practice.ctx, third)).toMatchObject({ ok: true });
});
