import { expect, test } from "vitest";
import { outsideHours } from "#app/domain/availability/outside-hours.ts";
import { lengthBetween, overlapIn } from "#app/domain/availability/rules.ts";
import { at, MONDAY, SUNDAY, vienna, worked } from "#tests/support/a-diary.ts";

const range = (weekday: number, from: string, length: number) => worked(weekday, from, length, vienna);

test("the later of two overlapping ranges is named, and touching ones are not overlapping", () => {
  expect(overlapIn([])).toBeNull();
  expect(overlapIn([range(1, "09:00", 60), range(1, "10:00", 60), range(2, "09:00", 60)])).toBeNull();
  expect(overlapIn([range(1, "09:00", 61), range(1, "10:00", 60)])).toBe(1);
  expect(overlapIn([range(1, "10:00", 60), range(2, "10:00", 60), range(1, "09:00", 61)])).toBe(2);
});

test("a range through midnight overlaps what begins the next day, Sunday's into Monday", () => {
  expect(overlapIn([range(MONDAY, "23:00", 120), range(2, "00:30", 60)])).toBe(1);
  expect(overlapIn([range(SUNDAY, "23:00", 120), range(MONDAY, "00:30", 60)])).toBe(1);
  expect(overlapIn([range(MONDAY, "00:30", 60), range(SUNDAY, "23:00", 120)])).toBe(1);
  expect(overlapIn([range(SUNDAY, "23:00", 120), range(MONDAY, "01:00", 60)])).toBeNull();
  expect(overlapIn([1, 2, 3, 4, 5, 6, 7].map((weekday) => range(weekday, "00:00", 1440)))).toBeNull();
});

test("to an earlier time, or the same one, is through midnight", () => {
  expect(lengthBetween(540, 780)).toBe(240);
  expect(lengthBetween(1320, 120)).toBe(240);
  expect(lengthBetween(0, 0)).toBe(1440);
});

test("sessions that reach out of the hours are named, also over a clock change and beside an override", () => {
  const session = (from: string, until: string) => ({
    startsAt: new Date(at(from)),
    endsAt: new Date(at(until)),
  });
  // Vienna is at +1 until 28 March 2027, 01:00Z, and at +2 from then on. Both days are Sundays.
  const hours = [range(SUNDAY, "09:00", 180)];
  const inside = session("2027-03-21T08:00Z", "2027-03-21T09:00Z");
  const summer = session("2027-03-28T07:00Z", "2027-03-28T08:00Z");
  const late = session("2027-03-28T09:30Z", "2027-03-28T10:30Z");
  expect(outsideHours([inside, summer, late], { hours, overrides: [] })).toEqual([late]);
  const off = { date: "2027-03-21", zone: vienna, ranges: [] };
  expect(outsideHours([inside, summer, late], { hours, overrides: [off] })).toEqual([inside, late]);
  expect(outsideHours([], { hours, overrides: [] })).toEqual([]);
  const acrossTwo = session("2027-03-21T08:30Z", "2027-03-21T09:30Z");
  const adjacent = [range(SUNDAY, "09:00", 60), range(SUNDAY, "10:00", 60)];
  expect(outsideHours([acrossTwo], { hours: adjacent, overrides: [] })).toEqual([]);
});
