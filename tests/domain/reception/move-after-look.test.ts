import { afterAll, beforeAll, expect, test } from "vitest";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { moveAfterLook } from "#app/domain/reception/move-after-look.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { findBroken } from "#tests/support/invariants.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  await wall.work();
});
afterAll(() => wall.close());

const at = (time: string) => Date.parse(`2027-02-09T${time}:00Z`);

async function booked(startsAt: number) {
  const client = await wall.aClient();
  const reply = await wall.ask(client, startsAt);
  if (!reply.ok) throw new Error(reply.refusal);
  await wall.work();
  const whole = await findBooking(wall.practice.ctx, reply.value.id);
  return { ctx: client.ctx, whole: whole! };
}

test("nobody moves onto what the therapist's calendar holds since a moment ago", async () => {
  const { ctx, whole } = await booked(at("10:00"));
  wall.google.loseNotifications();
  wall.phone.add({ start: { dateTime: "2027-02-09T14:00:00Z" }, end: { dateTime: "2027-02-09T15:00:00Z" } });
  wall.google.loseNotifications();
  expect(await moveAfterLook(ctx, wall.world, whole, at("14:00"))).toEqual({
    ok: false,
    refusal: "slot_taken",
  });
  // Its own event is no reason against a time that overlaps where it stands.
  expect(await moveAfterLook(ctx, wall.world, whole, at("10:30"))).toMatchObject({ ok: true });
  await wall.work();
});

test("while the calendar is silent a move is taken by what was read, and looked at again", async () => {
  const { ctx, whole } = await booked(at("16:00"));
  wall.google.fail({ fault: "500", match: "/freeBusy" });
  const moved = await moveAfterLook(ctx, wall.world, whole, at("17:00"));
  expect(moved).toMatchObject({ ok: true, value: { sequence: 1 } });
  wall.google.faults.clear();
  expect(await wall.work()).toContain("look_again");
  expect(await findBroken(wall.database.pool)).toEqual([]);
});
