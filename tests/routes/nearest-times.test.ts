import { expect, test } from "vitest";
import { inASentence } from "#app/routes/book/slots.ts";
import { dayOf } from "#app/values/zoned.ts";

const clock = { zone: "Europe/Lisbon", locale: "en-GB-u-hc-h12" };
const at = (date: string, time: string) => Date.parse(`2026-12-${date}T${time}Z`);
const say = (starts: number[], wished: number) =>
  // A time on a line is never broken between its number and its half of the day.
  inASentence(starts, wished, clock, (instant) => dayOf(clock.zone, instant)).replaceAll(/\s/g, " ");

test("the nearest times are said by themselves on the day that was wished for, and with their day on any other", () => {
  const monday = [at("14", "09:00"), at("14", "09:30")];
  expect(say(monday, at("14", "15:00"))).toBe("9:00 am and 9:30 am");
  expect(say(monday, at("11", "15:00"))).toBe("9:00 am and 9:30 am on Monday 14 December");
  expect(say([at("14", "09:00"), at("15", "09:30")], at("14", "15:00"))).toBe(
    "Monday 14 December, 9:00 am and Tuesday 15 December, 9:30 am",
  );
});
