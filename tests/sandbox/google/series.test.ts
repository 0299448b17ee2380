import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { aConnectedGoogle, type Event, refusalOf } from "./a-google.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const calendarId = "primary";

async function aSeries(zone: string, start: string, rule: string, length = 60) {
  const scene = await aConnectedGoogle({ zone });
  const from = Temporal.PlainDateTime.from(start).toZonedDateTime(zone);
  const at = (when: Temporal.ZonedDateTime) => ({ dateTime: when.toInstant().toString(), timeZone: zone });
  const times = { start: at(from), end: at(from.add({ minutes: length })) };
  scene.primary.add({ id: "series", summary: "Choir", ...times, recurrence: [`RRULE:${rule}`] });
  const list = async (query: object = {}) =>
    (await scene.google.events.list({ calendarId, singleEvents: true, orderBy: "startTime", ...query })).data
      .items!;
  return { ...scene, from, list, starts: async (query: object = {}) => (await list(query)).map(startOf) };
}

const startOf = ({ start }: Event) => start?.dateTime ?? start?.date;
const until = { timeMax: "2027-04-15T00:00:00Z" };

test("nine o'clock stays nine o'clock when the clocks change", async () => {
  const { starts } = await aSeries("Europe/Lisbon", "2026-10-18T09:00", "FREQ=WEEKLY;COUNT=3");
  expect(await starts()).toEqual([
    "2026-10-18T09:00:00+01:00",
    "2026-10-25T09:00:00Z",
    "2026-11-01T09:00:00Z",
  ]);
});

test(`each occurrence is where the zone has it, over a year of clock changes (SEED=${seed})`, async () => {
  const zones = fc.constantFrom(
    "Europe/Lisbon",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
  );
  const every = fc.constantFrom(
    ["DAILY", { days: 1 }, 60],
    ["WEEKLY", { weeks: 1 }, 30],
    ["WEEKLY;INTERVAL=2", { weeks: 2 }, 20],
  ) as fc.Arbitrary<[string, Temporal.DurationLike, number]>;
  const hour = fc.integer({ min: 4, max: 23 });
  const first = fc.integer({ min: 0, max: 150 });
  await fc.assert(
    fc.asyncProperty(zones, every, hour, first, async (zone, [rule, step, count], at, days) => {
      const start = Temporal.PlainDateTime.from("2026-09-01T00:00").add({ days, hours: at });
      const scene = await aSeries(zone, start.toString(), `FREQ=${rule};COUNT=${count}`);
      const expected: number[] = [];
      let next = start;
      for (let n = 0; n < count; n++, next = next.add(step))
        expected.push(next.toZonedDateTime(zone).epochMilliseconds);
      const told = await scene.starts({ timeMin: "2026-08-01T00:00:00Z", timeMax: "2028-01-01T00:00:00Z" });
      expect(told.map((one) => Date.parse(one!))).toEqual(expected);
    }),
    { seed, numRuns: 25 },
  );
});

test("months without the day are left out, and days are counted from either end", async () => {
  const months = await aSeries("UTC", "2026-12-31T10:00", "FREQ=MONTHLY;COUNT=3");
  expect(await months.starts()).toEqual(
    ["2026-12-31", "2027-01-31", "2027-03-31"].map((day) => `${day}T10:00:00Z`),
  );
  const last = await aSeries("UTC", "2026-11-27T10:00", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270201T000000Z");
  expect(await last.starts()).toEqual(
    ["2026-11-27", "2026-12-25", "2027-01-29"].map((day) => `${day}T10:00:00Z`),
  );
});

test("days that are left out are not there", async () => {
  const { starts, primary } = await aSeries("Europe/Lisbon", "2026-11-24T09:00", "FREQ=DAILY;COUNT=3");
  const recurrence = ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Lisbon:20261125T090000"];
  primary.patch("series", { recurrence });
  expect(await starts()).toEqual(["2026-11-24T09:00:00Z", "2026-11-26T09:00:00Z"]);
});

test("an all-day series has days, and each ends the day after", async () => {
  const { google, primary } = await aConnectedGoogle({ zone: "America/New_York" });
  primary.add({
    start: { date: "2026-10-30" },
    end: { date: "2026-11-01" },
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20261120"],
  });
  const { data } = await google.events.list({ calendarId, singleEvents: true, orderBy: "startTime" });
  expect(data.items!.map(({ start, end }) => [start?.date, end?.date])).toEqual([
    ["2026-10-30", "2026-11-01"],
    ["2026-11-06", "2026-11-08"],
  ]);
  expect(data.items![0]!.originalStartTime).toEqual({ date: "2026-10-30" });
  expect(data.items![0]!.id).toMatch(/_20261030$/);
});

test("an instance moved is an exception that remembers where it was", async () => {
  const { google, list, primary } = await aSeries("Europe/Lisbon", "2026-11-24T09:00", "FREQ=WEEKLY;COUNT=3");
  const requestBody = {
    start: { dateTime: "2026-12-02T15:00:00Z" },
    end: { dateTime: "2026-12-02T16:00:00Z" },
  };
  const { data } = await google.events.patch({ calendarId, eventId: "series_20261201T090000Z", requestBody });
  expect(data).toMatchObject({
    id: "series_20261201T090000Z",
    recurringEventId: "series",
    originalStartTime: { dateTime: "2026-12-01T09:00:00Z" },
    sequence: 1,
    summary: "Choir",
  });
  expect((await list()).map(startOf)).toEqual([
    "2026-11-24T09:00:00Z",
    "2026-12-02T15:00:00Z",
    "2026-12-08T09:00:00Z",
  ]);

  primary.patch("series", { summary: "Rehearsal" });
  expect((await list()).map(({ summary }) => summary)).toEqual(["Rehearsal", "Rehearsal", "Rehearsal"]);
  primary.patch("series", { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=1"] });
  expect((await list()).map(({ id }) => id)).toEqual(["series_20261124T090000Z"]);
});

test("an instance deleted is gone, and its series stays", async () => {
  const { google, starts, list } = await aSeries("UTC", "2026-11-24T09:00", "FREQ=WEEKLY;COUNT=3");
  const eventId = "series_20261201T090000Z";
  await google.events.delete({ calendarId, eventId });
  expect(await starts()).toHaveLength(2);
  expect(await refusalOf(google.events.delete({ calendarId, eventId }))).toMatchObject({ reason: "deleted" });
  expect((await google.events.get({ calendarId, eventId })).data.status).toBe("cancelled");
  expect((await list({ showDeleted: true })).map(({ status }) => status)).toContain("cancelled");

  // Who expands series themselves is told what to leave out, asked for or not.
  const { data } = await google.events.list({ calendarId });
  expect(data.items!.map(({ id, status }) => [id, status])).toEqual([
    ["series", "confirmed"],
    [eventId, "cancelled"],
  ]);
});

test("a deleted series is gone with all its instances", async () => {
  const { google, starts, primary } = await aSeries("UTC", "2026-11-24T09:00", "FREQ=WEEKLY");
  primary.patch("series_20261201T090000Z", { summary: "Moved" });
  const { data } = await google.events.list({ calendarId, singleEvents: true, ...until });
  await google.events.delete({ calendarId, eventId: "series" });
  expect(await starts()).toEqual([]);
  const eventId = "series_20261201T090000Z";
  expect((await google.events.get({ calendarId, eventId })).data.status).toBe("cancelled");

  const synced = await google.events.list({ calendarId, singleEvents: true, syncToken: data.nextSyncToken! });
  const gone = new Set(synced.data.items!.map(({ id, status }) => `${id} ${status}`));
  for (const { id } of data.items!) expect(gone).toContain(`${id} cancelled`);
});

test("a touched series is told of far beyond the bounds of the first list", async () => {
  const { google, primary } = await aSeries("UTC", "2026-11-24T09:00", "FREQ=WEEKLY");
  const { data } = await google.events.list({ calendarId, singleEvents: true, ...until });
  expect(data.items).toHaveLength(21);
  primary.patch("series", { summary: "Rehearsal" });
  const synced = await google.events.list({ calendarId, singleEvents: true, syncToken: data.nextSyncToken! });
  expect(synced.data.items!.length).toBeGreaterThan(100);
});

test("the instances of one series are listed by themselves", async () => {
  const { google } = await aSeries("UTC", "2026-11-24T09:00", "FREQ=DAILY;COUNT=5");
  await google.events.delete({ calendarId, eventId: "series_20261125T090000Z" });
  const page = await google.events.instances({ calendarId, eventId: "series", maxResults: 3 });
  expect(page.data.items).toHaveLength(3);
  const rest = await google.events.instances({
    calendarId,
    eventId: "series",
    pageToken: page.data.nextPageToken!,
  });
  expect(rest.data.items!.map(startOf)).toEqual(["2026-11-28T09:00:00Z"]);
  const originalStart = "2026-11-26T10:00:00+01:00";
  const one = await google.events.instances({ calendarId, eventId: "series", originalStart });
  expect(one.data.items!.map(startOf)).toEqual(["2026-11-26T09:00:00Z"]);
});
