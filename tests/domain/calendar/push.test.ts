import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { callOff } from "#app/domain/bookings/call-off.ts";
import { moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { pushAppointment } from "#app/domain/calendar/push.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { comeToRest, expectInOrder } from "#tests/support/at-rest-with-google.ts";

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

test("of two pieces of work at once the one that knows less does not have the last word, even if it dies then", async () => {
  const { id: bookingId } = await wall.booked(noon(10));
  await wall.work();
  const { own, ctx } = wall.practice;
  const move = (sequence: number, hours: number) =>
    moveKnowingly(own, { bookingId, sequence, startsAt: noon(10) + hours * 3_600_000, knowingly: true });
  await move(0, 1);
  const [{ id = "" } = {}] = await wall.rows<{ id: string }>(
    "select appointment_id as id from bookings where id = $1",
    bookingId,
  );
  const push = () =>
    pushAppointment({ ...wall.house, practiceId: ctx.practiceId }, wall.world, {
      ...{ practiceId: ctx.practiceId, subjectId: id, sequence: 0 },
    });
  const { fetch } = wall.google;
  let writes = 0;
  const meddling: typeof fetch = async (input, init) => {
    if (init?.method !== "PATCH") return fetch(input, init);
    writes += 1;
    if (writes === 1) {
      // Before the first is written, it is moved again and another has written that already.
      Object.assign(wall.google, { fetch });
      await move(1, 3);
      await push();
      Object.assign(wall.google, { fetch: meddling });
      return fetch(input, init);
    }
    await fetch(input, init);
    throw new TypeError("fetch failed");
  };
  Object.assign(wall.google, { fetch: meddling });
  await expect(push()).rejects.toThrow("does not answer");
  Object.assign(wall.google, { fetch });
  expect(writes).toBe(2);
  await wall.work();
  const stands = wall.ours().find(({ description }) => description?.endsWith(bookingId));
  expect(stands?.start?.dateTime).toContain("2027-02-10T15:00");
  expect(await wall.rows("select kind from calendar_proposals")).toEqual([]);
});

test("a removal that is answered with anything but silence is asked for again, until the event is out", async () => {
  const { id } = await wall.booked(noon(26));
  await wall.work();
  const stands = () => wall.ours().some(({ description }) => description?.endsWith(id));
  // The token has run out, and something in between makes a 200 of Google's 401.
  wall.clock.advance(61 * 60_000);
  wall.google.fail({ fault: "bad-json", match: "DELETE ", times: 1 });
  expect((await callOff(wall.practice.own, { bookingId: id, sequence: 0 })).ok).toBe(true);
  await wall.work();
  await comeToRest(wall);
  expect(stands()).toBe(false);
});
