import { afterAll, beforeAll, expect, test } from "vitest";
import { ownUids, uidOf } from "#app/domain/calendar/own-uids.ts";
import { newId } from "#app/values/ids.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { colleagues } from "#tests/support/colleagues.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  await wall.work();
});
afterAll(() => wall.close());

test("an appointment is known by its name in a feed, in a letter and at Google, to its own therapist alone", async () => {
  const client = await wall.aClient();
  const taken = await wall.ask(client, Date.parse("2027-02-08T12:00:00Z"));
  if (!taken.ok) throw new Error(taken.refusal);
  await wall.work();
  const { ctx, therapistId } = wall.practice;
  const [row] = await wall.rows<{ appointment: string }>(
    "select appointment_id as appointment from bookings where id = $1",
    taken.value.id,
  );
  const own = [
    uidOf(ctx, row!.appointment),
    `booking-${taken.value.id}-therapist@localhost`,
    `booking-${taken.value.id}@localhost`,
    ...wall.ours().map(({ id }) => `${id}@google.com`),
  ];
  expect(own).toHaveLength(4);
  const others = [
    uidOf(ctx, newId()),
    `appointment-${row!.appointment}@elsewhere.test`,
    `booking-${row!.appointment}@localhost`,
    `${wall.ours()[0]!.id}x@google.com`,
    `${wall.ours()[0]!.id}@elsewhere.test`,
    "appointment-------------------------------------@localhost",
    "",
  ];
  const uids = new Set([...own, ...others]);
  expect([...(await ownUids(ctx, therapistId, uids))].sort()).toEqual(own.toSorted());
  const { otherTherapistId } = await colleagues(wall.practice);
  expect(await ownUids(ctx, otherTherapistId, uids)).toEqual(new Set());
});
