import { expect, test } from "vitest";
import { aConnectedGoogle, anHour } from "./a-google.ts";

const calendarId = "primary";
type Scene = Awaited<ReturnType<typeof aConnectedGoogle>>;

async function ids({ google }: Scene, query: object = {}) {
  return (await google.events.list({ calendarId, ...query })).data.items!.map(({ id }) => id);
}

test("a long list comes in pages of 250, and only the last has a sync token", async () => {
  const { google, primary } = await aConnectedGoogle();
  for (let n = 0; n < 501; n++) primary.add(anHour(24));
  const sizes: number[] = [];
  const seen = new Set<string>();
  let pageToken: string | undefined;
  do {
    const { data } = await google.events.list({ calendarId, ...(pageToken && { pageToken }) });
    sizes.push(data.items!.length);
    for (const { id } of data.items!) seen.add(id!);
    expect(data.nextSyncToken === undefined).toBe(data.nextPageToken !== undefined);
    pageToken = data.nextPageToken ?? undefined;
  } while (pageToken);
  expect(sizes).toEqual([250, 250, 1]);
  expect(seen.size).toBe(501);
  expect((await google.events.list({ calendarId, maxResults: 9_999 })).data.items).toHaveLength(501);
});

test("a page holds no more than Google feels like", async () => {
  const { google, primary, engine } = await aConnectedGoogle();
  for (const day of [24, 25, 26]) primary.add(anHour(day));
  engine.pageSize = 2;
  expect((await google.events.list({ calendarId, maxResults: 100 })).data.items).toHaveLength(2);
});

test("what changes between two pages comes with the next sync", async () => {
  const { google, primary } = await aConnectedGoogle();
  for (const day of [24, 25, 26]) primary.add(anHour(day, 10, { id: `date${day}` }));
  const first = (await google.events.list({ calendarId, maxResults: 2 })).data;
  primary.remove("date26");
  primary.add(anHour(27, 10, { id: "date27" }));
  const second = (await google.events.list({ calendarId, maxResults: 2, pageToken: first.nextPageToken! }))
    .data;
  expect(second.items!.map(({ id, status }) => [id, status])).toEqual([["date26", "confirmed"]]);
  const { data } = await google.events.list({ calendarId, syncToken: second.nextSyncToken! });
  expect(data.items!.map(({ id, status }) => [id, status])).toEqual([
    ["date26", "cancelled"],
    ["date27", "confirmed"],
  ]);
});

test("of what is deleted a sync tells hardly more than the id", async () => {
  const { google, primary } = await aConnectedGoogle();
  primary.add(anHour(24, 10, { id: "gone0" }));
  const { data } = await google.events.list({ calendarId });
  primary.remove("gone0");
  const synced = await google.events.list({ calendarId, syncToken: data.nextSyncToken! });
  expect(Object.keys(synced.data.items![0]!).toSorted()).toEqual(["etag", "id", "kind", "status"]);
  const again = await google.events.list({ calendarId, syncToken: synced.data.nextSyncToken! });
  expect(again.data.items).toEqual([]);
});

test("timeMin bounds the end and timeMax the start, both exclusive", async () => {
  const scene = await aConnectedGoogle();
  scene.primary.add(anHour(24, 10, { id: "ten10" }));
  const at = (hour: string) => `2026-11-24T${hour}:00Z`;
  expect(await ids(scene, { timeMin: at("11:00") })).toEqual([]);
  expect(await ids(scene, { timeMin: at("10:59") })).toEqual(["ten10"]);
  expect(await ids(scene, { timeMax: at("10:00") })).toEqual([]);
  expect(await ids(scene, { timeMax: at("10:01") })).toEqual(["ten10"]);
});

test("a day lies where the calendar's zone has it", async () => {
  const scene = await aConnectedGoogle({ zone: "America/New_York" });
  scene.primary.add({ id: "thatdate", start: { date: "2026-11-24" }, end: { date: "2026-11-25" } });
  expect(await ids(scene, { timeMax: "2026-11-24T05:00:00Z" })).toEqual([]);
  expect(await ids(scene, { timeMax: "2026-11-24T05:01:00Z" })).toEqual(["thatdate"]);
  expect(await ids(scene, { timeMin: "2026-11-25T04:59:00Z" })).toEqual(["thatdate"]);
  expect(await ids(scene, { timeMin: "2026-11-25T05:00:00Z" })).toEqual([]);
});

test("a series is in a window when one of its instances is", async () => {
  const scene = await aConnectedGoogle();
  const zoned = (time: string) => ({ dateTime: time, timeZone: "UTC" });
  scene.primary.add({
    id: "series",
    start: zoned("2026-11-24T10:00:00Z"),
    end: zoned("2026-11-24T11:00:00Z"),
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=3"],
  });
  expect(await ids(scene, { timeMin: "2026-12-08T00:00:00Z" })).toEqual(["series"]);
  expect(await ids(scene, { timeMin: "2026-12-09T00:00:00Z" })).toEqual([]);
});

test("events are found by words, by their private properties and by what changed", async () => {
  const scene = await aConnectedGoogle();
  scene.primary.add(anHour(24, 10, { id: "first", extendedProperties: { private: { booking: "7" } } }));
  scene.pass(30);
  scene.primary.add(anHour(25, 10, { id: "second", summary: "Dentist" }));
  expect(await ids(scene, { q: "DENT" })).toEqual(["second"]);
  expect(await ids(scene, { privateExtendedProperty: ["booking=7"] })).toEqual(["first"]);
  expect(await ids(scene, { iCalUID: "first@google.com" })).toEqual(["first"]);
  expect(await ids(scene, { updatedMin: "2026-11-20T12:15:00Z" })).toEqual(["second"]);
  scene.primary.remove("first");
  expect(await ids(scene, { updatedMin: "2026-11-20T12:15:00Z" })).toEqual(["second", "first"]);
  expect(await ids(scene)).toEqual(["second"]);
  expect(await ids(scene, { showDeleted: true })).toEqual(["second", "first"]);
});

test("a filtered list gives no sync token, a bounded one does", async () => {
  const { google } = await aConnectedGoogle();
  const token = async (query: object) =>
    (await google.events.list({ calendarId, ...query })).data.nextSyncToken;
  expect(await token({ q: "x" })).toBeUndefined();
  expect(await token({ updatedMin: "2026-11-20T12:30:00Z" })).toBeUndefined();
  expect(await token({ timeMin: "2026-11-20T12:30:00Z" })).toMatch(/\w/);
});

test("the calendars are listed, those enough to write in too, and none that is hidden", async () => {
  const { google, account } = await aConnectedGoogle();
  account.addCalendar({ id: "family", summary: "Family", timeZone: "UTC" });
  account.addCalendar({ id: "holidays", accessRole: "reader" });
  account.addCalendar({ id: "old", hidden: true });
  const all = async (query: object = {}) =>
    (await google.calendarList.list(query)).data.items!.map(({ id, primary, accessRole }) => [
      id,
      primary,
      accessRole,
    ]);
  expect(await all()).toEqual([
    ["ann@gmail.example", true, "owner"],
    ["family", undefined, "owner"],
    ["holidays", undefined, "reader"],
  ]);
  expect(await all({ minAccessRole: "writer" })).toHaveLength(2);
  expect(await all({ showHidden: true })).toHaveLength(4);
  const page = (await google.calendarList.list({ maxResults: 2 })).data;
  expect(await all({ pageToken: page.nextPageToken! })).toHaveLength(1);
  expect((await google.calendarList.get({ calendarId: "family" })).data).toMatchObject({ summary: "Family" });
});
