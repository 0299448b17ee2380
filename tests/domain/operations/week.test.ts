import { expect, test } from "vitest";
import { wall, weekAround } from "#app/domain/operations/seed/week.ts";

test("the days worked lie on one line, over weekends", () => {
  const week = weekAround("2026-11-25", "Europe/Lisbon", [1, 2, 3, 4, 5]); // A Wednesday.

  expect([-3, -2, -1, 0, 1, 2, 3, 5].map(week.day)).toEqual([
    "2026-11-20",
    "2026-11-23",
    "2026-11-24",
    "2026-11-25",
    "2026-11-26",
    "2026-11-27",
    "2026-11-30",
    "2026-12-02",
  ]);
});

test("on a day off, 0 is the last day worked before it", () => {
  const week = weekAround("2026-11-29", "Europe/Lisbon", [1, 2, 3, 4, 5]); // A Sunday.
  const late = weekAround("2026-11-23", "America/New_York", [2, 3, 4, 5]); // A Monday nobody works.

  expect([-1, 0, 1].map(week.day)).toEqual(["2026-11-26", "2026-11-27", "2026-11-30"]);
  expect([-1, 0, 1].map(late.day)).toEqual(["2026-11-19", "2026-11-20", "2026-11-24"]);
});

test("a time is the wall's, whichever side of a clock change it is on", () => {
  expect(new Date(wall("Europe/Lisbon", "2027-03-27", "10:00")).toISOString()).toBe(
    "2027-03-27T10:00:00.000Z",
  );
  expect(new Date(wall("Europe/Lisbon", "2027-03-29", "10:00")).toISOString()).toBe(
    "2027-03-29T09:00:00.000Z",
  );
});
