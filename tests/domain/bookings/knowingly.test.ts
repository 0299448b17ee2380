import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { busyTimes, timeAway } from "#app/db/schema/availability.ts";
import { offers } from "#app/db/schema/session-types.ts";
import { whatStandsAgainst } from "#app/domain/availability/knowingly.ts";
import { book } from "#app/domain/bookings/book.ts";
import { bookFor } from "#app/domain/bookings/book-for.ts";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { offer } from "#app/domain/session-types/offer.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aMember, aPractice, aType, type TestPractice } from "#tests/support/practice.ts";
import { aBooking, granted, hour } from "./a-booking.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await aHouse();
});
afterAll(() => house.close());

const minute = 60_000;
const ten = Date.parse("2027-02-04T10:00:00Z");
const as = (practice: TestPractice, member: Parameters<typeof aMember>[1]): MemberCtx => ({
  ...practice.ctx,
  actor: aMember(practice.ctx.practiceId, member),
});

/** Everybody who has no say over a booking of `practice`, and nothing to tell it from one that never was. */
async function strangersTo(practice: TestPractice): Promise<MemberCtx[]> {
  const elsewhere = await aPractice(house.house);
  return [
    as(practice, { roles: ["therapist"], therapistId: elsewhere.therapistId }),
    as(practice, { roles: ["therapist"] }),
    as(practice, { roles: ["biller"] }),
    elsewhere.own,
    as(elsewhere, { roles: ["owner"] }),
  ];
}

test("a therapist and a scheduler may move; to everybody else the booking is not there", async () => {
  const { practice, ids, booked, now } = await aBooking(house);
  const before = await now();
  const to = (ctx: MemberCtx, sequence = 0, bookingId = ids.bookingId) =>
    moveKnowingly(ctx, { bookingId, sequence, startsAt: booked.startsAt + hour, knowingly: true });
  for (const stranger of await strangersTo(practice)) {
    expect(await to(stranger)).toEqual({ ok: false, refusal: "not_here" });
    expect(await callOff(stranger, { bookingId: ids.bookingId, sequence: 0 })).toEqual({
      ok: false,
      refusal: "not_here",
    });
  }
  expect(await to(practice.own, 0, newId())).toEqual({ ok: false, refusal: "not_here" });
  expect(await to(practice.own, 0, "no id")).toEqual({ ok: false, refusal: "not_here" });
  expect(await now()).toEqual(before);
  expect(await to(practice.own)).toMatchObject({ ok: true });
  const scheduler = as(practice, { roles: ["scheduler"] });
  expect(
    await moveKnowingly(scheduler, {
      bookingId: ids.bookingId,
      sequence: 1,
      startsAt: booked.startsAt,
      knowingly: false,
    }),
  ).toMatchObject({ ok: true });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("every rule of one's own stops a move until it is meant, and none stops it then", async () => {
  const { practice, ids } = await aBooking(house, { typeSlug: "discovery" });
  const { therapistId, own } = practice;
  const at = (text: string) => Date.parse(`2027-02-${text}Z`);
  const row = (from: string, until: string) => ({
    practiceId: own.practiceId,
    therapistId,
    startsAt: new Date(at(from)),
    endsAt: new Date(at(until)),
  });
  await own.db.insert(timeAway).values(row("08T00:00", "09T00:00"));
  await own.db.insert(busyTimes).values({ ...row("10T10:00", "10T11:00"), source: "manual" });
  const times = {
    too_soon: at("03T12:00") + minute,
    too_far: Date.parse("2027-06-01T10:00:00Z"),
    outside_hours: at("05T05:00"),
    away: at("08T12:00"),
    busy: at("10T10:30"),
  };
  let sequence = 0;
  for (const [breach, startsAt] of Object.entries(times)) {
    const found = await whatStandsAgainst(own, { therapistId, typeSlug: "session", startsAt });
    expect(found, breach).toEqual({ isTaken: false, breaches: [breach] });
    const wish = { bookingId: ids.bookingId, sequence, startsAt };
    expect(await moveKnowingly(own, { ...wish, knowingly: false }), breach).toEqual({
      ok: false,
      refusal: "against_your_rules",
    });
    expect(await moveKnowingly(own, { ...wish, knowingly: true }), breach).toMatchObject({ ok: true });
    sequence += 1;
  }
  expect((await findBooking(own, ids.bookingId))?.booking).toMatchObject({ sequence: 5, movedLate: false });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("to the time it has it is not moved, and nobody is written to about it", async () => {
  const { practice, ids, booked, now } = await aBooking(house);
  const before = await now();
  const wish = { bookingId: ids.bookingId, sequence: 0, startsAt: booked.startsAt, knowingly: true };
  expect(await moveKnowingly(practice.own, wish)).toEqual({ ok: false, refusal: "then_already" });
  expect(await now()).toEqual(before);
});

test("another appointment is never moved over, however much it is meant, and a stale page changes nothing", async () => {
  const { practice, ids, booked } = await aBooking(house);
  await granted(book(practice.ctx, practice.wish({ startsAt: booked.startsAt + hour })));
  const wish = { bookingId: ids.bookingId, sequence: 0, knowingly: true };
  const over = booked.startsAt + hour + 10 * minute;
  expect(await moveKnowingly(practice.own, { ...wish, startsAt: over })).toEqual({
    ok: false,
    refusal: "slot_taken",
  });
  await granted(moveKnowingly(practice.own, { ...wish, startsAt: booked.startsAt + 4 * hour }));
  expect(await moveKnowingly(practice.own, { ...wish, startsAt: booked.startsAt + 5 * hour })).toEqual({
    ok: false,
    refusal: "changed_meanwhile",
  });
  expect(await callOff(practice.own, { bookingId: ids.bookingId, sequence: 0 })).toEqual({
    ok: false,
    refusal: "changed_meanwhile",
  });
  await granted(callOff(practice.own, { bookingId: ids.bookingId, sequence: 1 }));
  expect(await callOff(practice.own, { bookingId: ids.bookingId, sequence: 2 })).toEqual({
    ok: false,
    refusal: "already_cancelled",
  });
  expect(await moveKnowingly(practice.own, { ...wish, sequence: 2, startsAt: over })).toEqual({
    ok: false,
    refusal: "not_movable",
  });
});

test("who squeezes a session into her own buffers trims what is in the way, and it is written down", async () => {
  const practice = await aPractice(house.house);
  const roomy = { kind: "discovery", minutes: 20, bufferBefore: 15, bufferAfter: 15, step: 5 } as const;
  await offer(practice.ctx, aType({ slug: "roomy", ...roomy }), [practice.therapistId]);
  const give = (startsAt: number) =>
    granted(book(practice.ctx, practice.wish({ typeSlug: "roomy", startsAt })));
  const [before, after] = [await give(ten), await give(ten + 50 * minute)];
  const client = await practice.aClient();
  const wish = {
    therapistId: practice.therapistId,
    clientId: client.clientId,
    typeSlug: "roomy",
    startsAt: ten + 25 * minute,
  };
  expect(await bookFor(practice.own, { ...wish, knowingly: false })).toEqual({
    ok: false,
    refusal: "against_your_rules",
  });
  const { id } = await granted(bookFor(practice.own, { ...wish, knowingly: true }));

  const [first, mine, last] = await Promise.all(
    [before.id, id, after.id].map((one) => findBooking(practice.own, one)),
  );
  const buffers = [first, mine, last].map((one) => [
    one?.appointment.bufferBefore,
    one?.appointment.bufferAfter,
  ]);
  expect(buffers).toEqual([
    [15, 0],
    [0, 0],
    [0, 15],
  ]);
  const { rows } = await house.database.pool.query(
    "select detail from events where name = 'booking.squeezed' and subject_id = $1",
    [id],
  );
  expect(rows).toEqual([
    { detail: { neighbours: [first, last].map((one) => one?.appointment.id).join(" ") } },
  ]);
  expect(await bookFor(practice.own, { ...wish, startsAt: ten + 30 * minute, knowingly: true })).toEqual({
    ok: false,
    refusal: "slot_taken",
  });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("the practice books for its clients, past its own rules but never past the gate", async () => {
  const practice = await aPractice(house.house);
  const client = await practice.aClient();
  const wish = {
    therapistId: practice.therapistId,
    clientId: client.clientId,
    typeSlug: "session",
    startsAt: ten,
    knowingly: true,
  };
  for (const stranger of await strangersTo(practice))
    expect(await bookFor(stranger, wish)).toEqual({ ok: false, refusal: "not_here" });
  expect(await bookFor(practice.own, { ...wish, clientId: newId() })).toEqual({
    ok: false,
    refusal: "not_here",
  });
  expect(await bookFor(practice.own, { ...wish, typeSlug: "none" })).toEqual({
    ok: false,
    refusal: "not_offered",
  });
  expect(await bookFor(practice.own, wish)).toEqual({ ok: false, refusal: "needs_discovery" });
  await client.begin();
  expect(await bookFor(practice.own, { ...wish, startsAt: Date.parse("2027-02-03T11:00:00Z") })).toEqual({
    ok: false,
    refusal: "already_over",
  });
  const booked = await granted(bookFor(as(practice, { roles: ["scheduler"] }), wish));
  expect(booked.isMailed).toBe(true);
  expect((await findBooking(practice.own, booked.id))?.booking).toMatchObject({
    status: "confirmed",
    clientId: client.clientId,
    guestName: client.name,
    guestEmail: client.email,
    price: 8500,
  });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

test("a move onto another session is refused even where its type is offered no more", async () => {
  const { practice, ids, booked } = await aBooking(house);
  const other = await practice.aClient();
  await other.begin();
  const startsAt = booked.startsAt + 2 * hour;
  await granted(bookFor(practice.own, { ...wishFor(practice, other.clientId), startsAt }));
  await practice.ctx.db.delete(offers).where(eq(offers.therapistId, practice.therapistId));

  const moved = await moveKnowingly(practice.own, {
    bookingId: ids.bookingId,
    sequence: 0,
    startsAt: startsAt + 10 * minute,
    knowingly: true,
  });

  expect(moved).toEqual({ ok: false, refusal: "slot_taken" });
  expect(await findBroken(house.database.pool)).toEqual([]);
});

function wishFor({ therapistId }: TestPractice, clientId: string) {
  return { therapistId, clientId, typeSlug: "session", knowingly: true };
}
