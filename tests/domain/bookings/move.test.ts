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

test("a moved booking keeps its price and terms; its sequence rises, the old link dies, the new one opens", async () => {
  const { ctx, ids, booked, now } = await aBooking(house);
  const before = await now();
  const { token, sequence } = await granted(
    move(ctx, { ...ids, sequence: 0, startsAt: booked.startsAt + hour }),
  );

  const { booking, appointment } = await now();
  expect(sequence).toBe(1);
  expect(booking).toEqual({ ...before.booking, sequence: 1, changedAt: house.clock.now });
  expect(appointment.id).toBe(before.appointment.id);
  expect(appointment.startsAt.getTime()).toBe(booked.startsAt + hour);
  expect(await openLink(house.house, booked.token)).toBe("dead");
  expect(await openLink(house.house, token)).toMatchObject({ booking: { booking: { id: booked.id } } });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("the time it had is free at once, the time it has is not, and it may move by a step into its own time", async () => {
  const { ctx, ids, booked, practice, wish } = await aBooking(house);
  await granted(move(ctx, { ...ids, sequence: 0, startsAt: booked.startsAt + 10 * 60_000 }));
  expect(await book(ctx, practice.wish(wish))).toEqual({ ok: false, refusal: "slot_taken" });
  await granted(move(ctx, { ...ids, sequence: 1, startsAt: booked.startsAt + hour }));
  expect(await book(ctx, practice.wish(wish))).toMatchObject({ ok: true });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("one late move is allowed; a second is refused, and nothing changes by it", async () => {
  const { ctx, ids, booked, until, now } = await aBooking(house);
  until(1);
  await granted(move(ctx, { ...ids, sequence: 0, startsAt: booked.startsAt + hour / 2 }));
  const moved = await now();
  expect(moved.booking.movedLate).toBe(true);
  const again = await move(ctx, { ...ids, sequence: 1, startsAt: booked.startsAt + 2 * hour });
  expect(again).toEqual({ ok: false, refusal: "moved_already" });
  expect(await now()).toEqual(moved);
});

test("to the time it has it is not moved: pressed twice, one late move stays one, and nobody is told again", async () => {
  const { ctx, ids, booked, until, now } = await aBooking(house);
  until(1);
  const startsAt = booked.startsAt + hour / 2;
  const { token } = await granted(move(ctx, { ...ids, sequence: 0, startsAt }));
  const moved = await now();
  expect(await granted(move(ctx, { ...ids, sequence: 1, startsAt }))).toEqual({ token, sequence: 1 });
  expect(await now()).toEqual(moved);
  const { rows } = await house.database.pool.query(
    "select 1 from events where name = 'booking.moved' and subject_id = $1",
    [booked.id],
  );
  expect(rows).toHaveLength(1);
});

test("a taken time, a passed time and a time between the steps are refused", async () => {
  const { ctx, ids, booked, practice, wish, until } = await aBooking(house);
  const to = (startsAt: number) => move(ctx, { ...ids, sequence: 0, startsAt });
  await granted(book(ctx, practice.wish({ ...wish, startsAt: booked.startsAt + hour })));
  const refused = { ok: false, refusal: "slot_taken" };
  expect(await to(booked.startsAt + hour)).toEqual(refused);
  expect(await to(booked.startsAt + 3 * 60_000)).toEqual(refused);
  expect(await to(house.clock.now.getTime() - hour)).toEqual(refused);
  until(0);
  expect(await to(booked.startsAt + 2 * hour)).toEqual({ ok: false, refusal: "already_over" });
});

test("a move from a page that was opened before another move is refused, and so is one of a cancelled booking", async () => {
  const { ctx, ids, booked } = await aBooking(house);
  const to = (sequence: number) => move(ctx, { ...ids, sequence, startsAt: booked.startsAt + hour });
  await granted(to(0));
  expect(await to(0)).toEqual({ ok: false, refusal: "not_movable" });
  await cancel(ctx, { ...ids, by: "client" });
  expect(await to(2)).toEqual({ ok: false, refusal: "not_movable" });
});

test("of two moves at once one wins", async () => {
  const { ctx, ids, booked } = await aBooking(house);
  const answers = await Promise.all(
    [1, 2, 3, 4].map((n) => move(ctx, { ...ids, sequence: 0, startsAt: booked.startsAt + n * hour })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("a private link opens until a month after the session, and a made-up one never did", async () => {
  const { booked } = await aBooking(house);
  house.clock.now = new Date(booked.endsAt + 30 * 24 * hour);
  expect(await openLink(house.house, booked.token)).toMatchObject({ token: booked.token });
  house.clock.advance(1);
  expect(await openLink(house.house, booked.token)).toBe("dead");
  expect(await openLink(house.house, "x".repeat(43))).toBeNull();
  expect(await openLink(house.house, "'; drop table bookings")).toBeNull();
});
