import { afterAll, beforeAll, expect, test } from "vitest";
import { refill, refillAll } from "#app/domain/calendar/fill.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.rows("update therapists set room_url = 'https://rooms.test/one'");
  await wall.rows("update session_types set place = 'online'");
  await wall.connect();
  for (const hour of ["10", "12"]) {
    const reply = await wall.ask(await wall.aClient(), Date.parse(`2027-02-09T${hour}:00:00Z`));
    if (!reply.ok) throw new Error(reply.refusal);
  }
  await wall.work();
});
afterAll(() => wall.close());

const rooms = () => wall.ours().map(({ location }) => location);

test("a new room stands in every entry ahead", async () => {
  expect(rooms()).toEqual(["https://rooms.test/one", "https://rooms.test/one"]);
  await wall.rows("update therapists set room_url = 'https://rooms.test/two'");
  await refill(wall.practice.ctx, wall.practice.therapistId);
  await wall.work();
  expect(rooms()).toEqual(["https://rooms.test/two", "https://rooms.test/two"]);
});

test("a night in which nothing is wrong asks nothing of Google, and one after lost work makes it right", async () => {
  const before = wall.google.requests.length;
  await refillAll(wall.house);
  expect(await wall.work()).toEqual(["fill_calendar"]);
  expect(wall.google.requests).toHaveLength(before);

  await wall.rows(
    "update calendar_entries set face = 'older' where id = (select min(id::text)::uuid from calendar_entries)",
  );
  await refillAll(wall.house);
  expect(await wall.work()).toContain("push_appointment");
  expect(await wall.rows("select id from calendar_entries where face = 'older'")).toEqual([]);
});
