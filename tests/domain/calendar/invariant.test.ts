import { afterAll, beforeAll, expect, test } from "vitest";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder, pullAll, wrongs } from "#tests/support/at-rest-with-google.ts";

// Invariant 8 is looked after everywhere; here it is broken by hand, each part of it once.

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar();
  await wall.connect();
  const reply = await wall.ask(await wall.aClient(), noon(8));
  expect(reply.ok).toBe(true);
  wall.phone.add({ summary: "Yoga", ...hours(9, 10) });
  await expectInOrder(wall);
});
afterAll(() => wall.close());

const noon = (day: number) => Date.parse(`2027-02-${String(day).padStart(2, "0")}T12:00:00Z`);
const hours = (day: number, hour: number) => ({
  start: { dateTime: new Date(noon(day) + (hour - 12) * 3_600_000).toISOString() },
  end: { dateTime: new Date(noon(day) + (hour - 11) * 3_600_000).toISOString() },
});

/** What is wrong once it was done, and that nothing is when it is undone. */
async function wrongAfter(deed: () => unknown, undo: () => unknown): Promise<string> {
  await deed();
  const found = await wrongs(wall);
  await undo();
  expect(await wrongs(wall)).toEqual([]);
  return found.join("\n");
}

test("an event that nobody knows, one that is missing and one at another time are told", async () => {
  const [{ start, end, extendedProperties, ...event } = {}] = wall.ours();
  const id = event.id ?? "";
  const elsewhere = hours(8, 15);
  expect(
    await wrongAfter(
      () => wall.phone.patch(id, elsewhere),
      () => wall.phone.patch(id, { start, end } as object),
    ),
  ).toMatch(/Google has appointment .* at 2027-02-08T15:00:00.000Z, it is at 2027-02-08T12:00:00.000Z/);

  const twin = `${id.replace(/g1t0$/, "g1t1")}`;
  expect(
    await wrongAfter(
      () => wall.phone.add({ id: twin, extendedProperties, ...elsewhere } as object),
      () => wall.phone.remove(twin),
    ),
  ).toMatch(/Google has 2 events for appointment/);

  await wall.rows("update bookings set status = 'no_show' where status = 'confirmed'");
  expect(await wrongs(wall)).toEqual([expect.stringMatching(/appointment .* does not stand/)]);
  await wall.rows("update bookings set status = 'confirmed' where status = 'no_show'");

  wall.phone.remove(id);
  expect(await wrongs(wall)).toEqual([expect.stringMatching(/^Google has no event for appointment/)]);
  await pullAll(wall);
  expect(await wrongs(wall), "the therapist was asked").toEqual([]);
});

test("a busy time that is not known, and one that is known wrongly, are told", async () => {
  const { id } = wall.phone.add({ ...hours(10, 9) });
  expect(await wrongs(wall)).toEqual([
    "primary is busy 2027-02-10T09:00:00.000Z to 2027-02-10T10:00:00.000Z, and we do not know it",
  ]);
  await pullAll(wall);
  expect(await wrongs(wall)).toEqual([]);
  wall.phone.remove(id ?? "");
  expect(await wrongs(wall)).toEqual([
    "We hold primary to be busy 2027-02-10T09:00:00.000Z to 2027-02-10T10:00:00.000Z, and it is not",
  ]);
});

test("busy times of a calendar that is not read any more are told", async () => {
  await pullAll(wall);
  expect(
    await wrongAfter(
      () => wall.rows("update calendars set blocks = false"),
      () => wall.rows("update calendars set blocks = true"),
    ),
  ).toMatch(/is of no calendar that is read/);
});
