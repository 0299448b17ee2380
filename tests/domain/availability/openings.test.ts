import { expect, test } from "vitest";
import { capReached, isOpen, openings } from "#app/domain/availability/openings.ts";
import {
  aDiary,
  at,
  block,
  hourly,
  MONDAY,
  newYork,
  SATURDAY,
  SUNDAY,
  said,
  startsOn,
  TUESDAY,
  vienna,
  worked,
} from "#tests/support/a-diary.ts";
import { cases, chanceOf, randomDiary, seed } from "#tests/support/random-diary.ts";
import { openingsByTemporal } from "#tests/support/temporal-oracle.ts";

// Expected times are written out by hand from the laws of the places named, never computed.

test("an override replaces the hours that start on its date, not those still running from the day before", () => {
  const hours = [worked(SATURDAY, "23:00", 120, vienna), worked(SUNDAY, "10:00", 60, vienna)];
  const closed = aDiary({
    hours,
    session: hourly,
    overrides: [{ date: "2027-02-14", zone: vienna, ranges: [] }],
  });
  expect(startsOn("2027-02-14", closed)).toEqual(["2027-02-13T23:00Z"]);
  const ranges = [{ startMinute: 18 * 60, length: 60 }];
  const instead = aDiary({
    hours,
    session: hourly,
    overrides: [{ date: "2027-02-14", zone: newYork, ranges }],
  });
  expect(startsOn("2027-02-14", instead)).toEqual(["2027-02-13T23:00Z"]);
  expect(startsOn("2027-02-15", instead)).toEqual(["2027-02-14T23:00Z"]);
});

test("weekly hours hold from their first date through their last", () => {
  const row = { ...worked(MONDAY, "10:00", 60, vienna), from: "2027-02-08", until: "2027-02-15" };
  const diary = aDiary({ hours: [row], session: hourly });
  const february = { from: at("2027-02-01T00:00Z"), to: at("2027-03-01T00:00Z"), visitorZone: vienna };
  expect(openings(diary, february).map(({ day }) => day)).toEqual(["2027-02-08", "2027-02-15"]);
});

test("a session may cross from one range into the next, and overlapping ranges offer a start once", () => {
  const morning = worked(MONDAY, "09:00", 60, vienna);
  const session = { ...hourly, step: 30 };
  const adjacent = aDiary({ hours: [morning, worked(MONDAY, "10:00", 60, vienna)], session });
  expect(startsOn("2027-02-01", adjacent)).toEqual([
    "2027-02-01T08:00Z",
    "2027-02-01T08:30Z",
    "2027-02-01T09:00Z",
  ]);
  const overlapping = aDiary({ hours: [worked(MONDAY, "09:30", 60, vienna), morning], session });
  expect(startsOn("2027-02-01", overlapping)).toEqual(["2027-02-01T08:00Z", "2027-02-01T08:30Z"]);
});

test.for([
  { order: "theirs after is larger", theirs: [0, 20], ours: [10, 0], first: "2027-02-01T10:20Z" },
  { order: "our before is larger", theirs: [0, 10], ours: [20, 0], first: "2027-02-01T10:20Z" },
  { order: "only ours", theirs: [0, 0], ours: [15, 0], first: "2027-02-01T10:15Z" },
])("after a session the larger buffer is kept, never the sum: $order", ({ theirs, ours, first }) => {
  const taken = {
    ...block("2027-02-01T09:00Z", "2027-02-01T10:00Z"),
    bufferBefore: theirs[0]!,
    bufferAfter: theirs[1]!,
  };
  const session = { ...hourly, step: 5, bufferBefore: ours[0]!, bufferAfter: ours[1]! };
  const diary = aDiary({ hours: [worked(MONDAY, "10:00", 240, vienna)], appointments: [taken], session });
  expect(startsOn("2027-02-01", diary)[0]).toBe(first);
});

test.for([
  { order: "their before is larger", theirs: [20, 0], ours: [0, 10], last: "2027-02-01T10:40Z" },
  { order: "our after is larger", theirs: [10, 0], ours: [0, 20], last: "2027-02-01T10:40Z" },
  { order: "only theirs", theirs: [15, 0], ours: [0, 0], last: "2027-02-01T10:45Z" },
])("before a session the larger buffer is kept, never the sum: $order", ({ theirs, ours, last }) => {
  const taken = {
    ...block("2027-02-01T12:00Z", "2027-02-01T13:00Z"),
    bufferBefore: theirs[0]!,
    bufferAfter: theirs[1]!,
  };
  const session = { ...hourly, step: 5, bufferBefore: ours[0]!, bufferAfter: ours[1]! };
  const diary = aDiary({ hours: [worked(MONDAY, "10:00", 240, vienna)], appointments: [taken], session });
  expect(startsOn("2027-02-01", diary).at(-1)).toBe(last);
});

test("busy times want the session's own buffers, being away wants none", () => {
  const noon = block("2027-02-01T11:00Z", "2027-02-01T12:00Z");
  const session = { ...hourly, step: 15, bufferBefore: 15, bufferAfter: 15 };
  const hours = [worked(MONDAY, "10:30", 225, vienna)]; // 09:30Z to 13:15Z
  const beside = ["2027-02-01T09:30Z", "2027-02-01T09:45Z", "2027-02-01T12:15Z"];
  expect(startsOn("2027-02-01", aDiary({ hours, session, busy: [noon] }))).toEqual(beside);
  const touching = [
    "2027-02-01T09:30Z",
    "2027-02-01T09:45Z",
    "2027-02-01T10:00Z",
    "2027-02-01T12:00Z",
    "2027-02-01T12:15Z",
  ];
  expect(startsOn("2027-02-01", aDiary({ hours, session, away: [noon] }))).toEqual(touching);
});

test("a day at its cap offers nothing, and the day is the therapist's", () => {
  const late = { ...block("2027-02-02T03:00Z", "2027-02-02T04:00Z"), bufferBefore: 0, bufferAfter: 0 }; // Monday 22:00
  const hours = [worked(MONDAY, "10:00", 60, newYork), worked(TUESDAY, "10:00", 60, newYork)];
  const diary = aDiary({
    hours,
    appointments: [late],
    session: hourly,
    perDayCap: 1,
    therapistZone: newYork,
  });
  const days = { from: at("2027-02-01T00:00Z"), to: at("2027-02-04T00:00Z"), visitorZone: "UTC" };
  expect(openings(diary, days).map(({ startsAt }) => said(startsAt))).toEqual(["2027-02-02T15:00Z"]);
  expect(capReached(diary, at("2027-02-01T15:00Z"))).toBe("day");
  expect(capReached(diary, at("2027-02-02T15:00Z"))).toBeNull();
  expect(openings({ ...diary, perDayCap: 0 }, days)).toEqual([]);
  expect(openings({ ...diary, perDayCap: 2 }, days)).toHaveLength(2);
});

test("a start is open exactly when it is among the openings", () => {
  const diary = aDiary({ hours: [worked(MONDAY, "09:00", 120, vienna)], session: hourly });
  expect(isOpen(diary, at("2027-02-01T08:00Z"))).toBe(true);
  expect(isOpen(diary, at("2027-02-01T08:00:00.001Z"))).toBe(false);
  expect(isOpen(diary, at("2027-02-01T08:30Z"))).toBe(false);
  expect(isOpen(diary, at("2027-02-01T10:00Z"))).toBe(false);
});

test(`openings are what Temporal says in ${cases} random diaries (SEED=${seed})`, {
  timeout: 1_800_000,
}, () => {
  const chance = chanceOf(seed);
  let withOpenings = 0;
  for (let index = 0; index < cases; index += 1) {
    const { availability, window } = randomDiary(chance, index);
    const found = openings(availability, window);
    const expected = openingsByTemporal(availability, window);
    const tried = JSON.stringify({ seed, index, availability, window });
    if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found, tried).toEqual(expected);
    const probe = expected.at(index % Math.max(expected.length, 1))?.startsAt ?? window.from;
    expect(isOpen(availability, probe), tried).toBe(expected.length > 0);
    if (found.length > 0) withOpenings += 1;
  }
  console.log(`openings: seed ${seed}, ${withOpenings} of ${cases} diaries had some`);
  expect(withOpenings).toBeGreaterThan(cases / 4);
});
