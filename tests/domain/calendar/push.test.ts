import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder } from "#tests/support/at-rest-with-google.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  expect(await wall.connect()).toEqual({ ok: true, value: null });
  await wall.work();
});
afterEach(() => expectInOrder(wall));
afterAll(() => wall.close());

const noon = (day: number) => Date.parse(`2027-02-${String(day).padStart(2, "0")}T12:00:00Z`);

test("a booking stands in the therapist's calendar as Busy, private, with nobody invited", async () => {
  const { id } = await wall.booked(noon(8));
  await wall.work();
  const [event, ...more] = wall.ours();
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    summary: "Busy",
    visibility: "private",
    description: `http://localhost:3000/practice/bookings/${id}`,
    start: { dateTime: expect.stringContaining("2027-02-08T12:00:00") },
  });
  expect(event?.attendees).toBeUndefined();
});

test("moved here it moves there, called off here it is gone there", async () => {
  const { id } = await wall.booked(noon(9));
  await wall.work();
  const moved = await moveKnowingly(wall.practice.own, {
    bookingId: id,
    sequence: 0,
    startsAt: noon(9) + 3_600_000,
    knowingly: false,
  });
  expect(moved.ok).toBe(true);
  await wall.work();
  const stands = () => wall.ours().filter(({ description }) => description?.endsWith(id));
  expect(stands().map(({ start }) => start?.dateTime)).toEqual([
    expect.stringContaining("2027-02-09T13:00:00"),
  ]);
  const off = await callOff(wall.practice.own, { bookingId: id, sequence: 1 } as never);
  expect(off.ok).toBe(true);
  await wall.work();
  expect(stands()).toEqual([]);
});
