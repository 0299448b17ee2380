import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { events } from "#app/db/schema/audit.ts";
import { book } from "#app/domain/bookings/book.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import { markAbsent, markAttended } from "#app/domain/bookings/mark.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { newId } from "#app/values/ids.ts";
import { aHouse, type TestHouse } from "#tests/support/house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";

let house: TestHouse;
let practice: TestPractice;
let bookingId: string;

beforeEach(async () => {
  house = await aHouse();
  practice = await aPractice(house.house);
  const booked = await book(practice.ctx, practice.wish({}));
  bookingId = booked.ok ? booked.value.id : "";
});

afterEach(() => house.close());

const day = 86_400_000;
const statusOf = async (id: string) => (await findBooking(practice.ctx, id))?.booking.status;

test("a session that has not begun cannot be marked", async () => {
  expect(await markAttended(practice.own, bookingId)).toEqual({ ok: false, refusal: "not_yet" });
  expect(await markAbsent(practice.own, bookingId)).toEqual({ ok: false, refusal: "not_yet" });
  expect(await statusOf(bookingId)).toBe("confirmed");
});

test("either mark can be corrected by the other, and each is written down once", async () => {
  house.clock.advance(day);
  expect(await markAttended(practice.own, bookingId)).toEqual({ ok: true, value: { id: bookingId } });
  expect(await markAttended(practice.own, bookingId)).toEqual({ ok: false, refusal: "not_markable" });
  expect(await markAbsent(practice.own, bookingId)).toMatchObject({ ok: true });
  expect(await statusOf(bookingId)).toBe("no_show");
  expect(await markAttended(practice.own, bookingId)).toMatchObject({ ok: true });
  expect(await statusOf(bookingId)).toBe("attended");

  const names = await house.house.db
    .select({ name: events.name })
    .from(events)
    .where(eq(events.subjectId, bookingId))
    .orderBy(events.id);
  expect(names.map(({ name }) => name)).toEqual([
    "booking.confirmed",
    "booking.attended",
    "booking.missed",
    "booking.attended",
  ]);
});

test("what was called off, and what is not here, cannot be marked", async () => {
  await cancel(practice.ctx, { bookingId, therapistId: practice.therapistId, by: "client" });
  house.clock.advance(day);
  const stranger = await aPractice(house.house);

  expect(await markAttended(practice.own, bookingId)).toEqual({ ok: false, refusal: "not_markable" });
  expect(await markAttended(practice.own, newId())).toEqual({ ok: false, refusal: "not_markable" });
  expect(await markAbsent(stranger.own, bookingId)).toEqual({ ok: false, refusal: "not_markable" });
});
