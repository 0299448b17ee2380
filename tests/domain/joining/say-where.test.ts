import { afterAll, beforeAll, expect, test } from "vitest";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { letIn } from "#app/domain/joining/let-in.ts";
import { lastWord, ownWord, regionsAtDoor, whereaboutsOf } from "#app/domain/joining/queries.ts";
import { doorAt, isCovered } from "#app/domain/joining/rules.ts";
import { sayWhere, type Where } from "#app/domain/joining/say-where.ts";
import { perform } from "#app/perform.ts";
import { aGroup } from "#tests/domain/clients/a-group.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aClientOf } from "#tests/support/people.ts";
import { aMember, aPractice } from "#tests/support/practice.ts";
import { aCouplesSession } from "./at-a-door.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const home: Where = { country: "US", region: "New York" };
const abroad: Where = { country: "ES", region: null };
const outside = { ok: false, refusal: "not_licensed_there" };
const notOpen = { ok: false, refusal: "not_open" };

/** The notices the therapist has about a session, once every job about it was done. */
async function noticesAbout(bookingId: string, practiceId: string) {
  const world = { mail: { from: "hello@selvage.test" } };
  for (const work of await house.waiting())
    if (work.subjectId === bookingId && work.job.startsWith("notify"))
      await perform(house.house, world, { ...work, practiceId });
  const { rows } = await house.database.pool.query(
    "select kind, sequence from notifications where subject_id = $1 and side = 'practice' order by created_at, sequence",
    [bookingId],
  );
  return rows.map(({ kind, sequence }) => `${kind} ${sequence}`);
}

test("the door opens ten minutes before and closes with the session; before and after nothing is kept", async () => {
  const { client, bookingId, before, whole } = await aCouplesSession(house);
  const say = () => sayWhere(client.as("self"), bookingId, home);
  before(11);
  expect(await say()).toEqual(notOpen);
  before(10);
  expect(await say()).toMatchObject({ ok: true });
  before(-74);
  expect(await say()).toMatchObject({ ok: true });
  before(-75);
  expect(await say()).toEqual(notOpen);
  before(0);
  expect(await ownWord(client.as("self"), await whole())).toMatchObject(home);
});

test("two people of a couple in two places each say their own, and both are kept with the session", async () => {
  const { client, practice, bookingId, before, whole } = await aCouplesSession(house);
  before(5);
  expect(await sayWhere(client.as("self"), bookingId, home)).toMatchObject({ ok: true });
  before(4);
  expect(await sayWhere(client.as("partner"), bookingId, abroad)).toEqual(outside);

  const said = await whereaboutsOf(practice.ctx, bookingId);
  expect(said.map(({ name, country, region, isLicensed }) => [name, country, region, isLicensed])).toEqual([
    [client.people[0]!.name, "US", "New York", true],
    [client.people[1]!.name, "ES", null, false],
  ]);
  expect(await ownWord(client.as("self"), await whole())).toMatchObject(home);
  expect(await ownWord(client.as("partner"), await whole())).toMatchObject(abroad);
});

test("outside the licences the door stays shut, the therapist is told once for each word, and the same word is one", async () => {
  const { client, practice, bookingId, before } = await aCouplesSession(house);
  before(5);
  const twice = await Promise.all([1, 2].map(() => sayWhere(client.as("self"), bookingId, abroad)));
  expect(twice).toEqual([outside, outside]);
  expect(await sayWhere(client.as("self"), bookingId, { country: "PT", region: null })).toEqual(outside);

  expect(await noticesAbout(bookingId, practice.ctx.practiceId)).toEqual([
    "booking.confirmed 0",
    "joining.stopped 0",
    "joining.stopped 1",
  ]);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("whoever is let in knowingly goes in from that place alone, once, and it is recorded", async () => {
  const { client, practice, bookingId, before } = await aCouplesSession(house);
  before(5);
  await sayWhere(client.as("self"), bookingId, abroad);
  const [said] = await whereaboutsOf(practice.ctx, bookingId);
  const whereaboutsId = said!.id;
  const ask = (ctx = practice.own) => letIn(ctx, { bookingId, whereaboutsId });
  const scheduler = {
    ...practice.ctx,
    actor: aMember(practice.ctx.practiceId, { roles: ["scheduler"] }),
  };

  expect(await ask(scheduler)).toBe(false);
  expect(await ask((await aPractice(house.house)).own)).toBe(false);
  expect(await letIn(practice.own, { bookingId, whereaboutsId: bookingId })).toBe(false);
  expect((await Promise.all([ask(), ask()])).sort()).toEqual([false, true]);
  expect(await sayWhere(client.as("self"), bookingId, abroad)).toMatchObject({ ok: true });
  expect(await sayWhere(client.as("self"), bookingId, { country: "FR", region: null })).toEqual(outside);

  const { rows } = await house.database.pool.query(
    "select actor, detail from events where name = 'joining.let_in' and subject_id = $1",
    [bookingId],
  );
  expect(rows).toEqual([{ actor: `member:${practice.userId}`, detail: { whereabouts: whereaboutsId } }]);
});

test("the private link says it for the person it was mailed to, and theirs is remembered the next time", async () => {
  const { client, bookingId, holder, before, whole } = await aCouplesSession(house);
  before(3);
  expect(await sayWhere(holder, bookingId, { country: "US", region: "New Jersey" })).toMatchObject({
    ok: true,
  });
  expect(await ownWord(client.as("self"), await whole())).toMatchObject({ region: "New Jersey" });
  expect(await ownWord(client.as("partner"), await whole())).toBeNull();
  expect(await lastWord(client.as("self"), await whole())).toEqual({ country: "US", region: "New Jersey" });
  expect(await lastWord(client.as("partner"), await whole())).toBeNull();
});

test("where the profession knows no licence, nobody is kept out, and it is said so", async () => {
  const { client, bookingId, before, practice } = await aCouplesSession(house, []);
  before(1);
  expect(await sayWhere(client.as("partner"), bookingId, abroad)).toMatchObject({
    ok: true,
    value: { isLicensed: null },
  });
  expect(await regionsAtDoor(practice.ctx, { therapist: { id: practice.therapistId, zone: "UTC" } })).toEqual(
    { licensed: [], elsewhere: [] },
  );
});

test("a session of somebody else's, one that is off and one that was moved have no door", async () => {
  const one = await aCouplesSession(house);
  const stranger = await aClientOf(house, one.practice, "individual", ["self"]);
  one.before(5);
  const notFound = { ok: false, refusal: "not_found" };
  expect(await sayWhere(stranger.as("self"), one.bookingId, home)).toEqual(notFound);
  expect(await sayWhere(one.practice.own, one.bookingId, home)).toEqual(notFound);
  expect(await sayWhere(one.practice.ctx, one.bookingId, home)).toEqual(notFound);
  expect(
    await sayWhere(
      { ...one.holder, actor: { kind: "holder", bookingId: stranger.clientId } },
      one.bookingId,
      home,
    ),
  ).toEqual(notFound);

  await sayWhere(one.client.as("self"), one.bookingId, home);
  const { therapistId } = one.practice;
  const ids = { bookingId: one.bookingId, therapistId };
  await move(one.client.as("self"), { ...ids, sequence: 0, startsAt: one.startsAt + 86_400_000 });
  expect(await ownWord(one.client.as("self"), await one.whole())).toBeNull();
  expect(await sayWhere(one.client.as("self"), one.bookingId, home)).toEqual(notOpen);

  await cancel(one.practice.ctx, { ...ids, by: "practice" });
  house.clock.advance(86_400_000);
  expect(await sayWhere(one.client.as("self"), one.bookingId, home)).toEqual(notOpen);
});

test("a licence that has run out covers nothing, and colleagues' regions can be named at the door", async () => {
  const { practice } = await aGroup(house);
  const licence = (therapistId: string, region: string, expiresOn: string | null) =>
    house.database.pool.query(
      "insert into licences (id, practice_id, therapist_id, region, number, expires_on) values (gen_random_uuid(), $1, $2, $3, '1', $4)",
      [practice.ctx.practiceId, therapistId, region, expiresOn],
    );
  const other = await aCouplesSession(house, []);
  await licence(practice.therapistId, "New York", null);
  await licence(practice.therapistId, "Ohio", "2027-02-02");
  const therapist = { id: practice.therapistId, zone: "Europe/Lisbon" };
  house.clock.now = new Date("2027-02-03T12:00:00Z");
  expect(await regionsAtDoor(practice.ctx, { therapist })).toEqual({
    licensed: ["New York"],
    elsewhere: [],
  });
  expect(await regionsAtDoor(other.practice.ctx, { therapist })).toEqual({
    licensed: [],
    elsewhere: [],
  });
});

test("how a door stands, by what the session is and when it is", () => {
  const session = { status: "confirmed", place: "online", startsAt: 600_000, endsAt: 3_600_000 } as const;
  expect(doorAt(session, -1)).toBe("not_yet");
  expect(doorAt(session, 0)).toBe("open");
  expect(doorAt(session, 3_599_999)).toBe("open");
  expect(doorAt(session, 3_600_000)).toBe("over");
  expect(doorAt({ ...session, status: "cancelled" }, 0)).toBe("off");
  expect(doorAt({ ...session, status: "requested" }, 0)).toBe("off");
  expect(doorAt({ ...session, status: "attended" }, 0)).toBe("over");
  expect(doorAt({ ...session, place: "phone" }, 0)).toBe("elsewhere");
  expect(doorAt({ ...session, place: "in_person" }, 0)).toBe("elsewhere");
  expect([isCovered(null, []), isCovered("A", ["A"]), isCovered("B", ["A"]), isCovered(null, ["A"])]).toEqual(
    [null, true, false, false],
  );
});
