import { expect, test } from "vitest";
import type { Conflict, Planned } from "#app/domain/series/plan.ts";
import { countInWords, datesShown } from "#app/routes/series/dates-shown.ts";

const at = Date.parse("2026-12-31T23:30:00Z");

function aDate(conflicts: Conflict[]): Planned {
  return { date: "2027-01-01", startsAt: at, conflicts, nearest: [], choice: "out", at: null, isGood: true };
}

const manner = { zone: "Europe/Paris", locale: "en-GB", whose: "Maren’s", name: "Maren" };

function shown(conflicts: Conflict[], isStrict = false) {
  return datesShown([aDate(conflicts)], { ...manner, isStrict, changed: new Set() })[0]!;
}

test("a date of a series has its year after the day, by the clock of whoever reads it", () => {
  expect(shown([]).when).toBe("Friday 1 January 2027, 0:30");
});

test("a client hears of a time that isn’t open as one, whatever keeps it shut; what is past has one reason", () => {
  expect(shown(["taken"], true).why).toBe("That time isn’t open, or somebody else has it.");
  expect(shown(["taken"]).why).toBe("Somebody else has that time.");
  expect(shown(["past", "too_soon", "outside_hours"]).why).toBe("That time is behind us.");
});

test("one date is counted as one", () => {
  expect(countInWords([aDate([])])).toBe("1 date, and it is free.");
  expect(countInWords([aDate(["taken"]), aDate([])])).toBe("2 dates, 1 of them free.");
});
