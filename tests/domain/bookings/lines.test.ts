import { afterAll, beforeAll, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { hasLines, linesSentAt, longestLines, ownLines, readLines } from "#app/domain/bookings/lines.ts";
import { move } from "#app/domain/bookings/move.ts";
import { sendLines } from "#app/domain/bookings/send-lines.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { readDay } from "#app/domain/reports/today.ts";
import { perform } from "#app/perform.ts";
import { aCouplesSession, aSessionOf } from "#tests/domain/joining/at-a-door.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aClientOf } from "#tests/support/people.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const done = { ok: true, value: undefined };
const tooLate = { ok: false, refusal: "already_begun" };
const notFound = { ok: false, refusal: "not_found" };

/** How many notices of lines the therapist has, once every job about them was done twice. */
async function notices(bookingId: string, practiceId: string): Promise<number> {
  const world = { mail: { from: "hello@selvage.test" } };
  for (const work of await house.waiting())
    if (work.subjectId === bookingId && work.job === "notify_therapist_lines")
      for (let twice = 0; twice < 2; twice += 1) await perform(house.house, world, { ...work, practiceId });
  const { rowCount } = await house.database.pool.query(
    "select from notifications where subject_id = $1 and kind = 'lines.sent'",
    [bookingId],
  );
  return rowCount ?? 0;
}

test("each of a couple has lines of their own; the therapist reads both, and that she read is written down", async () => {
  const { client, practice, bookingId, whole, holder } = await aCouplesSession(house);
  expect(await sendLines(client.as("partner"), { bookingId, text: "canary of the partner" })).toEqual(done);
  house.clock.advance(1);
  expect(await sendLines(client.as("self"), { bookingId, text: "first" })).toEqual(done);
  expect(await sendLines(holder, { bookingId, text: "canary of the link" })).toEqual(done);

  expect(await ownLines(client.as("self"), await whole())).toBe("canary of the link");
  expect(await ownLines(client.as("partner"), await whole())).toBe("canary of the partner");
  expect(await linesSentAt(holder, await whole())).toEqual(house.clock.now);
  const { booking } = await whole();
  expect(await readLines(practice.own, booking)).toMatchObject([
    { name: client.people[1]!.name, text: "canary of the partner" },
    { name: client.people[0]!.name, text: "canary of the link" },
  ]);
  const { rows } = await house.database.pool.query(
    "select actor, detail from events where name = 'words.read' and subject_id = $1",
    [bookingId],
  );
  expect(rows).toEqual([{ actor: `member:${practice.userId}`, detail: { kind: "before" } }]);
  expect(
    await findBroken(house.database.pool, { secrets: ["canary of the partner", "canary of the link"] }),
  ).toEqual([]);
});

test("two presses at once leave one person's lines, not two", async () => {
  const { client, practice, bookingId, whole } = await aCouplesSession(house);
  const texts = ["one", "two", "three", "four"];
  const sent = await Promise.all(texts.map((text) => sendLines(client.as("self"), { bookingId, text })));
  expect(sent).toEqual([done, done, done, done]);
  expect(await readLines(practice.own, (await whole()).booking)).toHaveLength(1);
});

test("they can be changed and taken back until the session starts, and not from then on", async () => {
  const { client, bookingId, before, whole } = await aCouplesSession(house);
  const send = (text: string) => sendLines(client.as("self"), { bookingId, text });
  before(60);
  expect(await send("early")).toEqual(done);
  expect(await send("")).toEqual(done);
  expect(await ownLines(client.as("self"), await whole())).toBeNull();
  before(1);
  expect(await send("a".repeat(longestLines))).toEqual(done);
  before(0);
  expect(await send("late")).toEqual(tooLate);
  expect(await send("")).toEqual(tooLate);
  expect(await ownLines(client.as("self"), await whole())).toHaveLength(longestLines);
});

test("a move keeps them, and a cancellation keeps them sealed and shut", async () => {
  const { client, practice, bookingId, startsAt, whole } = await aCouplesSession(house);
  const ids = { bookingId, therapistId: practice.therapistId };
  await sendLines(client.as("self"), { bookingId, text: "kept" });
  await move(client.as("self"), { ...ids, sequence: 0, startsAt: startsAt + 86_400_000 });
  expect(await ownLines(client.as("self"), await whole())).toBe("kept");
  await cancel(client.as("self"), { ...ids, by: "client" });
  expect(await sendLines(client.as("self"), { bookingId, text: "more" })).toEqual(tooLate);
  expect(await ownLines(client.as("self"), await whole())).toBe("kept");
});

test("nobody writes to another's session, and a child's guardian writes none of the child's lines", async () => {
  const { client, practice, bookingId } = await aSessionOf(house, {
    kind: "family",
    roles: ["guardian", "child", "payer"],
  });
  const stranger = await aClientOf(house, practice, "individual", ["self"]);
  const send = (ctx: Ctx, id = bookingId) => sendLines(ctx, { bookingId: id, text: "x" });
  const answers = [
    client.as("guardian"),
    client.as("payer"),
    stranger.as("self"),
    practice.own,
    practice.ctx,
  ];
  for (const ctx of answers) expect(await send(ctx)).toEqual(notFound);
  expect(await send(client.as("child"), "no-id")).toEqual(notFound);
  expect(await send(client.as("child"))).toEqual(done);
});

test("the therapist is told once of lines she has not read, and again of those that come after", async () => {
  const { client, practice, bookingId, whole } = await aCouplesSession(house);
  const send = async (text: string) => {
    house.clock.advance(1_000);
    await sendLines(client.as("self"), { bookingId, text });
  };
  const { practiceId } = practice.ctx;
  await send("one");
  await send("two");
  expect(await notices(bookingId, practiceId)).toBe(1);
  house.clock.advance(1_000);
  await readLines(practice.own, (await whole()).booking);
  await send("three");
  await send("four");
  expect(await notices(bookingId, practiceId)).toBe(2);
  const { rows } = await house.database.pool.query(
    "select count(*)::int as told from notifications where subject_id = $1 and kind = 'lines.sent' and side <> 'practice'",
    [bookingId],
  );
  expect(rows[0].told).toBe(0);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("the day says that somebody sent lines, as long as any of them stand", async () => {
  const { client, practice, bookingId, before, whole } = await aCouplesSession(house);
  before(120);
  const therapist = { id: practice.therapistId, zone: "Europe/Lisbon" };
  const says = async () => (await readDay(practice.own, therapist)).visits[0]!.hasLines;
  const both = async (text: string) => {
    await sendLines(client.as("self"), { bookingId, text });
    return says();
  };
  expect(await says()).toBe(false);
  await sendLines(client.as("partner"), { bookingId, text: "mine" });
  expect(await both("mine too")).toBe(true);
  expect(await both("")).toBe(true);
  await sendLines(client.as("partner"), { bookingId, text: "" });
  expect([await says(), await hasLines(practice.own, (await whole()).booking)]).toEqual([false, false]);
  expect(await both("again")).toBe(true);
});
