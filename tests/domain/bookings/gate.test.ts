import { afterAll, beforeAll, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { isUnlocked } from "#app/domain/bookings/rules.ts";
import { moveOn } from "#app/domain/clients/move-on.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, aType } from "#tests/support/practice.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const shut = { ok: false, refusal: "needs_discovery" };

/** Everything that could have been written, counted. */
async function everything(): Promise<string> {
  const { rows } = await house.database.pool.query(
    `select (select count(*) from bookings) || ' ' || (select count(*) from appointments) || ' ' || (select count(*) from users)
      || ' ' || (select count(*) from clients) || ' ' || (select count(*) from events) || ' ' || (select count(*) from pgboss.job) as all`,
  );
  return rows[0].all;
}

test("a stranger who asks for a paid session hears the same words whether or not the address is a client's, and nothing is written", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  await client.begin();
  const before = await everything();

  const asStranger = await book(practice.ctx, practice.wish({ typeSlug: "session" }));
  const asSomebodyKnown = await book(
    practice.ctx,
    practice.wish({ typeSlug: "session", email: client.email, name: client.name }),
  );

  expect(asStranger).toEqual(shut);
  expect(asSomebodyKnown).toEqual(asStranger);
  expect(await everything()).toBe(before);
});

test("the doors open for a client when the therapist begins with them, not before, and shut when it ends", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  const wish = practice.wish({ typeSlug: "session" });
  expect(await client.book(wish)).toEqual(shut);

  await client.begin();
  house.clock.advance(1000);
  expect(await client.book(wish)).toMatchObject({ ok: true });

  house.clock.advance(1000);
  await moveOn(practice.ctx, { clientId: client.clientId, therapistId: practice.therapistId, to: "ended" });
  expect(await client.book({ ...wish, startsAt: wish.startsAt + 3_600_000 })).toEqual(shut);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("doors that opened with one therapist stay shut with another", async () => {
  const [here, there] = [await aPractice(house.house), await aPractice(house.house)];
  const client = await here.aClient();
  await client.begin();
  const elsewhere = { ...there.ctx, actor: client.ctx.actor };
  expect(await book(elsewhere, there.wish({ typeSlug: "session" }))).toEqual(shut);
});

test("an event is a stranger's only where it was opened to everyone, and never by a time of one's own", async () => {
  expect(isUnlocked({ kind: "event", isOpenToAll: true }, null)).toBe(true);
  expect(isUnlocked({ kind: "event", isOpenToAll: false }, null)).toBe(false);
  expect(isUnlocked({ kind: "group", isOpenToAll: false }, null)).toBe(false);

  const practice = await aPractice(house.house);
  const talk = aType({ slug: "talk", kind: "event", minutes: 60, capacity: 12, isOpenToAll: true });
  await offer(practice.ctx, talk, [practice.therapistId]);
  expect(await book(practice.ctx, practice.wish({ typeSlug: "talk" }))).toEqual({
    ok: false,
    refusal: "not_offered",
  });
});

test("whoever is under age, or does not say, is asked to come with a guardian", async () => {
  const practice = await aPractice(house.house);
  expect(await book(practice.ctx, practice.wish({ adult: false }))).toEqual({
    ok: false,
    refusal: "adults_only",
  });
  await offer(practice.ctx, aType({ slug: "young", kind: "discovery", minutes: 20, ageFrom: 12 }), [
    practice.therapistId,
  ]);
  expect(await book(practice.ctx, practice.wish({ typeSlug: "young", adult: false }))).toMatchObject({
    ok: true,
  });
});

test("a call by phone needs a number to ring", async () => {
  const practice = await aPractice(house.house);
  await offer(practice.ctx, aType({ slug: "ring", kind: "discovery", minutes: 20, place: "phone" }), [
    practice.therapistId,
  ]);
  expect(await book(practice.ctx, practice.wish({ typeSlug: "ring" }))).toEqual({
    ok: false,
    refusal: "phone_needed",
  });
  expect(
    await book(practice.ctx, practice.wish({ typeSlug: "ring", phone: "+351 900 000 000" })),
  ).toMatchObject({ ok: true });
});

test("online, a licensed therapist sees people where the licence holds, until the end of its last day by her clock", async () => {
  house.clock.now = new Date("2027-02-04T02:00:00Z"); // Still the 3rd in New York.
  const licences = [
    { region: "New York", number: "1", expiresOn: "2027-02-03" },
    { region: "Vermont", number: "2", expiresOn: "2027-02-02" },
  ];
  const practice = await aPractice(house.house, { zone: "America/New_York", licences });
  const startsAt = Date.parse("2027-02-05T15:00:00Z");
  const from = (region?: string) => book(practice.ctx, practice.wish({ startsAt, region }));
  const refused = { ok: false, refusal: "not_licensed_there" };

  expect(await from("Vermont")).toEqual(refused);
  expect(await from("Elsewhere")).toEqual(refused);
  expect(await from()).toEqual(refused);
  expect(await from("New York")).toMatchObject({ ok: true });

  await offer(practice.ctx, aType({ slug: "room", kind: "discovery", minutes: 20, place: "in_person" }), [
    practice.therapistId,
  ]);
  const inTheRoom = practice.wish({ typeSlug: "room", startsAt: startsAt + 3_600_000 });
  expect(await book(practice.ctx, inTheRoom)).toMatchObject({ ok: true });
  house.clock.now = new Date("2027-02-03T12:00:00Z");
});

test("too soon, too far and not on the hours are refused by name", async () => {
  const practice = await aPractice(house.house);
  const at = (startsAt: string) => book(practice.ctx, practice.wish({ startsAt: Date.parse(startsAt) }));
  const now = house.clock.now.getTime();
  expect(await at(new Date(now + 119 * 60_000).toISOString())).toEqual({ ok: false, refusal: "too_soon" });
  expect(await at("2027-04-05T10:00:00Z")).toEqual({ ok: false, refusal: "too_far" });
  expect(await at("2027-02-04T10:05:00Z")).toEqual({ ok: false, refusal: "slot_taken" });
  expect(await at("2027-02-04T23:00:00Z")).toEqual({ ok: false, refusal: "slot_taken" });
  expect(await book(practice.ctx, practice.wish({ typeSlug: "nothing" }))).toEqual({
    ok: false,
    refusal: "not_offered",
  });
});

test("a day is full at the cap, counted in the therapist's day, and free again when somebody cancels", async () => {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, length: 1440 }));
  const practice = await aPractice(house.house, { zone: "America/New_York", perDayCap: 2, hours });
  const at = (startsAt: string) => book(practice.ctx, practice.wish({ startsAt: Date.parse(startsAt) }));
  // Both are the 4th in New York, though one is the 5th in UTC.
  const first = await at("2027-02-04T15:00:00Z");
  expect(await at("2027-02-05T03:00:00Z")).toMatchObject({ ok: true });
  expect(await at("2027-02-04T18:00:00Z")).toEqual({ ok: false, refusal: "day_full" });
  expect(await at("2027-02-05T05:00:00Z")).toMatchObject({ ok: true });

  await cancel(practice.ctx, {
    bookingId: first.ok ? first.value.id : "",
    therapistId: practice.therapistId,
    by: "client",
  });
  expect(await at("2027-02-04T18:00:00Z")).toMatchObject({ ok: true });
});

test("of twenty who ask for different times of one day at once, no more get one than the cap allows", async () => {
  const practice = await aPractice(house.house, { perDayCap: 3 });
  const wishes = Array.from({ length: 20 }, (_, n) =>
    practice.wish({ startsAt: Date.parse("2027-02-04T09:00:00Z") + n * 1_800_000 }),
  );
  const answers = await Promise.all(wishes.map((wish) => book(practice.ctx, wish)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
});

test("a signed-in client has one open call; a guest is never told of theirs, the therapist is", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  expect(await client.book(practice.wish({}))).toMatchObject({ ok: true });
  const another = practice.wish({ startsAt: Date.parse("2027-02-05T10:00:00Z") });
  expect(await client.book(another)).toEqual({ ok: false, refusal: "over_limit" });

  const asGuest = await book(practice.ctx, { ...another, email: client.email });
  if (!asGuest.ok) throw new Error(asGuest.refusal);
  const { rows } = await house.database.pool.query(
    "select is_second_open_call, client_id from bookings where id = $1",
    [asGuest.value.id],
  );
  expect(rows).toEqual([{ is_second_open_call: true, client_id: client.clientId }]);
});
