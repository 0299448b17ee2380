import { expect, test } from "vitest";
import { lastingUntil } from "#app/routes/when.ts";

const clock = { zone: "Europe/Paris", locale: "en-GB" };

test("what ends with a day is said to last through it, and nobody is told of a midnight", () => {
  expect(lastingUntil(Date.parse("2026-12-13T23:00:00Z"), clock)).toBe("through Sunday 13 December");
  expect(lastingUntil(Date.parse("2026-12-14T08:00:00Z"), clock)).toBe("until Monday 14 December, 9:00");
});
