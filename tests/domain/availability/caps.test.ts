import { expect, test } from "vitest";
import { capReached } from "#app/domain/availability/openings.ts";
import {
  aDiary,
  at,
  block,
  FRIDAY,
  hourly,
  MONDAY,
  newYork,
  SUNDAY,
  startsOn,
  vienna,
  worked,
} from "#tests/support/a-diary.ts";

// Weeks are those of the therapist's calendar, Monday first. Instants are written out by hand, never computed.

const plain = { bufferBefore: 0, bufferAfter: 0 };
const hours = [MONDAY, FRIDAY, SUNDAY].map((weekday) => worked(weekday, "00:00", 1440, vienna));

test("a week at its cap is full from its Monday's midnight to its Sunday's, and not a minute further", () => {
  const one = { ...block("2027-02-05T09:00Z", "2027-02-05T10:00Z"), ...plain }; // A Friday.
  const diary = aDiary({ hours, session: hourly, appointments: [one], perWeekCap: 1 });
  expect(startsOn("2027-02-01", diary)).toEqual([]);
  expect(startsOn("2027-02-07", diary)).toEqual([]);
  expect(startsOn("2027-01-31", diary)).toContain("2027-01-31T22:00Z"); // Sunday 23:00, the week before.
  expect(startsOn("2027-02-08", diary)).toContain("2027-02-07T23:00Z"); // Monday 00:00, the week after.
  expect(capReached(diary, at("2027-01-31T23:00Z"))).toBe("week");
  expect(capReached(diary, at("2027-02-07T22:59Z"))).toBe("week");
  expect(capReached(diary, at("2027-02-07T23:00Z"))).toBeNull();
});

test("a week whose clocks go forward ends an hour earlier, one whose clocks go back an hour later", () => {
  const march = { ...block("2027-03-22T09:00Z", "2027-03-22T10:00Z"), ...plain };
  const spring = aDiary({ hours, session: hourly, appointments: [march], perWeekCap: 1 });
  expect(capReached(spring, at("2027-03-21T23:00Z"))).toBe("week");
  expect(capReached(spring, at("2027-03-28T21:59Z"))).toBe("week");
  expect(capReached(spring, at("2027-03-28T22:00Z"))).toBeNull();

  const october = { ...block("2026-10-19T09:00Z", "2026-10-19T10:00Z"), ...plain };
  const autumn = aDiary({ hours, session: hourly, appointments: [october], perWeekCap: 1 });
  expect(capReached(autumn, at("2026-10-18T22:00Z"))).toBe("week");
  expect(capReached(autumn, at("2026-10-25T22:59Z"))).toBe("week");
  expect(capReached(autumn, at("2026-10-25T23:00Z"))).toBeNull();
});

test("the week in which the year ends is one week", () => {
  const last = { ...block("2026-12-31T09:00Z", "2026-12-31T10:00Z"), ...plain };
  const diary = aDiary({ hours, session: hourly, appointments: [last], perWeekCap: 1 });
  expect(startsOn("2027-01-01", diary)).toEqual([]);
  expect(capReached(diary, at("2026-12-28T08:00Z"))).toBe("week");
  expect(capReached(diary, at("2027-01-03T22:59Z"))).toBe("week");
  expect(capReached(diary, at("2027-01-03T23:00Z"))).toBeNull();
});

test("the week is the therapist's, whoever asks and wherever her hours were written", () => {
  const late = { ...block("2027-02-08T03:00Z", "2027-02-08T04:00Z"), ...plain }; // Sunday 22:00 in New York.
  const diary = aDiary({
    hours,
    session: hourly,
    appointments: [late],
    perWeekCap: 1,
    therapistZone: newYork,
  });
  expect(capReached(diary, at("2027-02-05T15:00Z"))).toBe("week");
  expect(capReached(diary, at("2027-02-08T04:59Z"))).toBe("week");
  expect(capReached(diary, at("2027-02-08T05:00Z"))).toBeNull();
});

test("what is full is told from the smallest out: the day, the week, the week of whoever asks", () => {
  const one = { ...block("2027-02-05T09:00Z", "2027-02-05T10:00Z"), ...plain };
  const friday = at("2027-02-05T12:00Z");
  const monday = at("2027-02-01T12:00Z");
  const diary = aDiary({
    hours,
    session: hourly,
    appointments: [one],
    perDayCap: 1,
    perWeekCap: 1,
    fullWeeks: new Set(["2027-02-01"]),
  });
  expect(capReached(diary, friday)).toBe("day");
  expect(capReached(diary, monday)).toBe("week");
  expect(capReached({ ...diary, perWeekCap: 2 }, monday)).toBe("own_week");
  expect(capReached({ ...diary, perWeekCap: 2, fullWeeks: undefined }, monday)).toBeNull();
  expect(capReached({ ...diary, perWeekCap: 2 }, at("2027-02-08T12:00Z"))).toBeNull();
});
