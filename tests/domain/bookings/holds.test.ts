import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { book } from "#app/domain/bookings/book.ts";
import { expireHolds } from "#app/domain/bookings/expire-holds.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

// Nothing here makes a hold yet (payments do), so these turn a booking into one by hand.

let house: TestHouse;
let practice: TestPractice;
beforeAll(async () => {
  house = await aHouse();
});
beforeEach(async () => {
  practice = await aPractice(house.house);
});
afterAll(() => house.close());

const ten = Date.parse("2027-02-04T10:00:00Z");
const half = 30 * 60_000;

async function aHold() {
  const booked = await book(practice.ctx, practice.wish({ startsAt: ten }));
  if (!booked.ok) throw new Error(booked.refusal);
  const holdsUntil = new Date(house.clock.now.getTime() + half);
  await house.database.pool.query(
    "update bookings set status = 'held', sequence = sequence + 1, held_for = 'payment', holds_until = $1 where id = $2",
    [holdsUntil, booked.value.id],
  );
  return booked.value.id;
}

async function isOffered(): Promise<boolean> {
  const asked = {
    therapistId: practice.therapistId,
    typeSlug: "discovery",
    visitorZone: "UTC",
    from: ten,
    to: ten + 1,
  };
  return (await openingsBetween(practice.ctx, asked))!.openings.length > 0;
}

const statusOf = async (id: string) =>
  (await house.database.pool.query("select status from bookings where id = $1", [id])).rows[0].status;

test("a hold keeps its time until it runs out, to the millisecond", async () => {
  await aHold();
  house.clock.advance(half - 1);
  expect(await isOffered()).toBe(false);
  expect(await book(practice.ctx, practice.wish({ startsAt: ten }))).toEqual({
    ok: false,
    refusal: "slot_taken",
  });
  house.clock.advance(1);
  expect(await isOffered()).toBe(true);
});

test("a time whose hold ran out is offered before anything released it, and whoever asks is given it", async () => {
  const id = await aHold();
  house.clock.advance(half);
  expect(await statusOf(id)).toBe("held");
  expect(await isOffered()).toBe(true);

  expect(await book(practice.ctx, practice.wish({ startsAt: ten }))).toMatchObject({ ok: true });
  expect(await statusOf(id)).toBe("expired");
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("the minute's chore gives the hour back, once, and leaves other holds alone", async () => {
  const id = await aHold();
  await expireHolds(house.house);
  expect(await statusOf(id)).toBe("held");
  house.clock.advance(half);
  await Promise.all([expireHolds(house.house), expireHolds(house.house)]);
  expect(await statusOf(id)).toBe("expired");
  const { rows } = await house.database.pool.query(
    "select count(*)::int as times from events where subject_id = $1 and name = 'booking.expired'",
    [id],
  );
  expect(rows).toEqual([{ times: 1 }]);
});
