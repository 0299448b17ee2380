import { afterAll, beforeAll, expect, test } from "vitest";
import { calendarTrouble, healthOf, syncAges } from "#app/domain/calendar/health.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";

let wall: WallCalendar;
const hour = 3_600_000;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  await wall.work();
});
afterAll(() => wall.close());

const trouble = () => calendarTrouble(wall.practice.ctx, wall.practice.therapistId);

test("while it is read nobody is told anything", async () => {
  expect(await trouble()).toBeNull();
  const health = await healthOf(wall.practice.ctx, wall.practice.therapistId);
  expect(health).toMatchObject({
    state: "connected",
    waiting: 0,
    calendars: [{ failures: 0, trouble: null }],
  });
  expect(await syncAges(wall.house)).toMatchObject([{ kind: "google", seconds: 0 }]);
});

test("an hour of silence is told with the time it began, and is over with the next answer", async () => {
  const since = wall.clock.now;
  wall.google.fail({ fault: "500", match: "/events" });
  for (let round = 0; round < 8; round += 1) {
    wall.clock.advance(hour / 4);
    await wall.tick();
    await wall.work();
  }
  expect(await trouble()).toEqual({ kind: "silent", since });
  expect(await syncAges(wall.house)).toMatchObject([{ seconds: 2 * 3_600 }]);
  wall.google.faults.clear();
  wall.clock.advance(hour / 2);
  await wall.tick();
  await wall.work();
  expect(await trouble()).toBeNull();
});

test("a grant that died is told as broken, whatever else is", async () => {
  wall.account.revoke();
  wall.clock.advance(hour);
  await wall.tick();
  await wall.work();
  expect(await trouble()).toMatchObject({ kind: "broken", trouble: "dead" });
});
