import { expect, test } from "vitest";
import { openings } from "#app/domain/availability/openings.ts";
import {
  aDiary,
  at,
  FRIDAY,
  hourly,
  MONDAY,
  newYork,
  SATURDAY,
  SUNDAY,
  startsOn,
  vienna,
  worked,
} from "#tests/support/a-diary.ts";

// Expected times are written out by hand from the laws of the places named, never computed.

const lordHowe = "Australia/Lord_Howe"; // +10:30, and +11 from the 1st Sunday of October to the 1st of April, at 02:00.

test("hours that start at 13:00 start at 13:00 on the day clocks go forward", () => {
  const diary = aDiary({ hours: [worked(SUNDAY, "13:00", 120, vienna)], session: hourly });
  expect(startsOn("2027-03-21", diary)).toEqual(["2027-03-21T12:00Z", "2027-03-21T13:00Z"]);
  expect(startsOn("2027-03-28", diary)).toEqual(["2027-03-28T11:00Z", "2027-03-28T12:00Z"]);
  const sunday = { from: at("2027-03-28T00:00Z"), to: at("2027-03-29T00:00Z"), visitorZone: vienna };
  expect(openings(diary, sunday).map(({ day, time }) => `${day} ${time}`)).toEqual([
    "2027-03-28 13:00",
    "2027-03-28 14:00",
  ]);
});

test("hours that start at 13:00 start at 13:00 on the day clocks go back", () => {
  const diary = aDiary({ hours: [worked(SUNDAY, "13:00", 120, vienna)], session: hourly });
  expect(startsOn("2026-10-25", diary)).toEqual(["2026-10-25T12:00Z", "2026-10-25T13:00Z"]);
  const across = aDiary({ hours: [worked(SUNDAY, "13:00", 60, newYork)], session: hourly });
  expect(startsOn("2026-11-01", across)).toEqual(["2026-11-01T18:00Z"]);
  expect(startsOn("2027-03-14", across)).toEqual(["2027-03-14T17:00Z"]);
});

test("the visitor's day and time are those of the visitor's own clock", () => {
  const diary = aDiary({ hours: [worked(MONDAY, "20:00", 60, newYork)], session: hourly });
  const window = { from: at("2027-03-01T00:00Z"), to: at("2027-03-31T00:00Z"), visitorZone: vienna };
  expect(openings(diary, window)).toEqual([
    { startsAt: at("2027-03-02T01:00Z"), day: "2027-03-02", time: "02:00" },
    { startsAt: at("2027-03-09T01:00Z"), day: "2027-03-09", time: "02:00" },
    { startsAt: at("2027-03-16T00:00Z"), day: "2027-03-16", time: "01:00" },
    { startsAt: at("2027-03-23T00:00Z"), day: "2027-03-23", time: "01:00" },
    { startsAt: at("2027-03-30T00:00Z"), day: "2027-03-30", time: "02:00" },
  ]);
});

test("Lord Howe skips half an hour, and what it skips comes half an hour later, once", () => {
  const diary = aDiary({
    hours: [worked(SUNDAY, "01:00", 120, lordHowe)],
    session: { ...hourly, minutes: 30, step: 30 },
  });
  expect(startsOn("2026-10-04", diary)).toEqual([
    "2026-10-03T14:30Z",
    "2026-10-03T15:00Z",
    "2026-10-03T15:30Z",
  ]);
});

test("Lord Howe repeats half an hour and offers it once", () => {
  const diary = aDiary({
    hours: [worked(SUNDAY, "01:00", 120, lordHowe)],
    session: { ...hourly, minutes: 30, step: 30 },
  });
  const repeated = ["2027-04-03T14:00Z", "2027-04-03T14:30Z", "2027-04-03T15:30Z", "2027-04-03T16:00Z"];
  expect(startsOn("2027-04-04", diary)).toEqual(repeated);
});

test("Casablanca's clocks go back for Ramadan and forward after it", () => {
  const diary = aDiary({ hours: [worked(SUNDAY, "13:00", 60, "Africa/Casablanca")], session: hourly });
  expect(startsOn("2026-02-08", diary)).toEqual(["2026-02-08T12:00Z"]);
  expect(startsOn("2026-02-15", diary)).toEqual(["2026-02-15T13:00Z"]);
  expect(startsOn("2026-03-15", diary)).toEqual(["2026-03-15T13:00Z"]);
  expect(startsOn("2026-03-22", diary)).toEqual(["2026-03-22T12:00Z"]);
});

test("Casablanca's nights around Ramadan: the hour it repeats and the hour it skips are offered once", () => {
  const diary = aDiary({ hours: [worked(SUNDAY, "01:00", 180, "Africa/Casablanca")], session: hourly });
  expect(startsOn("2026-02-15", diary)).toEqual([
    "2026-02-15T00:00Z",
    "2026-02-15T01:00Z",
    "2026-02-15T03:00Z",
  ]);
  expect(startsOn("2026-03-22", diary)).toEqual(["2026-03-22T01:00Z", "2026-03-22T02:00Z"]);
});

test("the Friday Apia never had falls on its Saturday, and hours of both days are offered once", () => {
  const friday = worked(FRIDAY, "09:00", 60, "Pacific/Apia");
  const saturday = worked(SATURDAY, "09:00", 120, "Pacific/Apia");
  const window = { from: at("2011-12-29T00:00Z"), to: at("2012-01-02T00:00Z"), visitorZone: "Pacific/Apia" };
  const [nine, ten] = [
    { startsAt: at("2011-12-30T19:00Z"), day: "2011-12-31", time: "09:00" },
    { startsAt: at("2011-12-30T20:00Z"), day: "2011-12-31", time: "10:00" },
  ];
  expect(openings(aDiary({ hours: [friday], session: hourly }), window)).toEqual([nine]);
  expect(openings(aDiary({ hours: [friday, saturday], session: hourly }), window)).toEqual([nine, ten]);
});

test("hours run through midnight and through a clock change in it", () => {
  const diary = aDiary({ hours: [worked(SATURDAY, "22:00", 360, vienna)], session: hourly });
  const night = [
    "2027-03-27T21:00Z",
    "2027-03-27T22:00Z",
    "2027-03-27T23:00Z",
    "2027-03-28T00:00Z",
    "2027-03-28T01:00Z",
  ];
  expect(startsOn("2027-03-27", diary).concat(startsOn("2027-03-28", diary))).toEqual(night);
});

test("an hour that comes twice is offered once, the first time", () => {
  const diary = aDiary({ hours: [worked(SUNDAY, "01:00", 180, vienna)], session: hourly });
  expect(startsOn("2026-10-25", diary)).toEqual([
    "2026-10-24T23:00Z",
    "2026-10-25T00:00Z",
    "2026-10-25T02:00Z",
  ]);
});

test("an hour that is skipped is not worked", () => {
  const whole = aDiary({ hours: [worked(SUNDAY, "02:00", 60, newYork)], session: hourly });
  expect(startsOn("2027-03-14", whole)).toEqual([]);
  const half = aDiary({ hours: [worked(SUNDAY, "02:30", 120, newYork)], session: hourly });
  expect(startsOn("2027-03-14", half)).toEqual(["2027-03-14T07:30Z"]);
});

test("notice and horizon are elapsed time, though a clock change lies within them", () => {
  const hours = [worked(SUNDAY, "11:00", 180, vienna)]; // 09:00Z to 12:00Z on the day clocks went forward
  const session = { ...hourly, noticeMinutes: 1440, horizonMinutes: 1500 };
  const diary = aDiary({ hours, session, now: at("2027-03-27T10:00Z") }); // Saturday 11:00 CET
  expect(startsOn("2027-03-28", diary)).toEqual(["2027-03-28T10:00Z", "2027-03-28T11:00Z"]);
  expect(startsOn("2027-03-28", { ...diary, now: diary.now + 1 })).toEqual(["2027-03-28T11:00Z"]);
  expect(startsOn("2027-03-28", { ...diary, now: diary.now - 1 })).toEqual(["2027-03-28T10:00Z"]);
});
