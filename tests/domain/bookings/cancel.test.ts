import { afterEach, beforeEach, expect, test } from "vitest";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { move } from "#app/domain/bookings/move.ts";
import { openLink } from "#app/domain/bookings/queries.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aBooking, granted, hour } from "./a-booking.ts";

let house: TestHouse;
beforeEach(async () => {
  house = await aHouse();
});
afterEach(() => house.close());

const late = { ok: true, value: { isLate: true } };
const inTime = { ok: true, value: { isLate: false } };

test("a cancelled hour is somebody else's to take, and the link still shows what became of it", async () => {
  const { ctx, ids, wish, booked, now, practice } = await aBooking(house);
  expect(await cancel(ctx, { ...ids, by: "client" })).toEqual(inTime);
  expect((await now()).booking).toMatchObject({ status: "cancelled", cancelledBy: "client", sequence: 1 });
  expect(await book(ctx, practice.wish(wish))).toMatchObject({ ok: true });
  expect(await openLink(house.house, booked.token)).toMatchObject({
    booking: { booking: { status: "cancelled" } },
  });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("on the last moment of the terms a cancellation is in time, a millisecond later it is late", async () => {
  const [first, second] = [await aBooking(house), await aBooking(house)];
  first.until(2);
  expect(await cancel(first.ctx, { ...first.ids, by: "client" })).toEqual(inTime);
  house.clock.advance(1);
  expect(await cancel(second.ctx, { ...second.ids, by: "client" })).toEqual(late);
});

test("a booking made inside its own terms can be undone for three minutes, as if it had never been", async () => {
  house.clock.now = new Date("2027-02-04T09:00:00Z");
  const [quick, slow] = [await aBooking(house), await aBooking(house)];
  house.clock.advance(3 * 60_000);
  expect(await cancel(quick.ctx, { ...quick.ids, by: "client" })).toEqual(inTime);
  house.clock.advance(1);
  expect(await cancel(slow.ctx, { ...slow.ids, by: "client" })).toEqual(late);
});

test("the practice is never late", async () => {
  const { ctx, ids, until, now } = await aBooking(house);
  until(1);
  expect(await cancel(ctx, { ...ids, by: "practice" })).toEqual(inTime);
  expect((await now()).booking).toMatchObject({ isLate: false, cancelledBy: "practice" });
});

test("a late move carries the terms along: cancelling the new time is late, however far off it is", async () => {
  const { ctx, ids, until, booked } = await aBooking(house);
  until(1);
  await granted(move(ctx, { ...ids, sequence: 0, startsAt: booked.startsAt + 7 * 24 * hour }));
  expect(await cancel(ctx, { ...ids, by: "client" })).toEqual(late);
});

test("once it began there is nothing to cancel, and a second cancellation changes nothing", async () => {
  const [begun, gone] = [await aBooking(house), await aBooking(house)];
  await cancel(gone.ctx, { ...gone.ids, by: "client" });
  expect(await cancel(gone.ctx, { ...gone.ids, by: "practice" })).toEqual({
    ok: false,
    refusal: "already_cancelled",
  });
  expect((await gone.now()).booking.cancelledBy).toBe("client");
  begun.until(0);
  expect(await cancel(begun.ctx, { ...begun.ids, by: "client" })).toEqual({
    ok: false,
    refusal: "already_over",
  });
});

test("two cancellations at once are one", async () => {
  const { ctx, ids } = await aBooking(house);
  const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(ctx, { ...ids, by: "client" })));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const { rows } = await house.database.pool.query(
    "select count(*)::int as times from events where name = 'booking.cancelled'",
  );
  expect(rows).toEqual([{ times: 1 }]);
});
