import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openingsBetween } from "#app/domain/availability/find-openings.ts";
import { aWallCalendar, type WallCalendar } from "#tests/support/a-wall-calendar.ts";
import { expectInOrder, pullAll } from "#tests/support/at-rest-with-google.ts";

let wall: WallCalendar;
beforeAll(async () => {
  wall = await aWallCalendar({ pageSize: 2 });
  await wall.connect();
  await wall.work();
});
afterEach(async () => {
  await expectInOrder(wall);
  for (const { id } of wall.phone.events()) wall.phone.remove(id ?? "");
  await pullAll(wall);
  expect(await wall.busy()).toEqual([]);
});
afterAll(() => wall.close());

const at = (text: string) => ({ dateTime: `${text}:00Z`, timeZone: "UTC" });
const span = (from: string, until: string) => ({ start: at(from), end: at(until) });
const days = (from: string, until: string) => ({ start: { date: from }, end: { date: until } });
const busy = async () =>
  (await wall.busy()).map(({ starts_at, ends_at }) => [short(starts_at), short(ends_at)]);
const short = (moment: Date) => moment.toISOString().slice(0, 16);
const asked = (piece: string) =>
  wall.google.requests.filter(({ method, path }) => `${method} ${path}`.includes(piece)).length;

test("what is added, moved and taken out is known as soon as Google says that something changed", async () => {
  const { id } = wall.phone.add(span("2027-02-05T10:00", "2027-02-05T11:00"));
  await wall.work();
  expect(await busy()).toEqual([["2027-02-05T10:00", "2027-02-05T11:00"]]);
  wall.phone.patch(id ?? "", span("2027-02-06T10:00", "2027-02-06T10:30"));
  await wall.work();
  expect(await busy()).toEqual([["2027-02-06T10:00", "2027-02-06T10:30"]]);
  wall.phone.remove(id ?? "");
  await wall.work();
  expect(await busy()).toEqual([]);
});

test("what is added closes its openings within two seconds of Google's word", async () => {
  const startsAt = Date.parse("2027-02-09T12:00:00Z");
  const asked = { therapistId: wall.practice.therapistId, typeSlug: "session", visitorZone: "Europe/Lisbon" };
  const opens = async () => {
    const found = await openingsBetween(wall.practice.ctx, { ...asked, from: startsAt, to: startsAt + 1 });
    return found?.openings.some((opening) => opening.startsAt === startsAt);
  };
  expect(await opens()).toBe(true);
  const began = performance.now();
  wall.phone.add(span("2027-02-09T12:30", "2027-02-09T13:00"));
  await wall.work();
  expect(await opens()).toBe(false);
  expect(performance.now() - began).toBeLessThan(2_000);
});

test("a list of many pages is kept whole, and a token Google no longer takes begins a whole list", async () => {
  for (let n = 10; n < 17; n++) wall.phone.add(span(`2027-02-05T${n}:00`, `2027-02-05T${n}:30`));
  await wall.work();
  expect(await busy()).toHaveLength(7);
  const [first, second] = wall.phone.events();
  wall.phone.expireSyncTokens();
  wall.phone.remove(first?.id ?? "");
  wall.phone.patch(second?.id ?? "", span("2027-02-07T10:00", "2027-02-07T11:00"));
  await wall.work();
  expect(await busy()).toHaveLength(6);
  expect(asked("timeMin")).toBeGreaterThan(1);
});

test("a token that goes stale between two pages begins a whole list too", async () => {
  for (let n = 10; n < 17; n++) wall.phone.add(span(`2027-02-05T${n}:00`, `2027-02-05T${n}:30`));
  wall.google.fail({ fault: "gone-410", match: "/events", times: 1 });
  await wall.work();
  expect(await busy()).toHaveLength(7);
});

test("a list that breaks off on its way changes nothing, and is read whole soon after", async () => {
  for (let n = 10; n < 15; n++) wall.phone.add(span(`2027-02-05T${n}:00`, `2027-02-05T${n}:30`));
  wall.google.fail({ fault: "cut", match: "/events" });
  await wall.work();
  expect(await busy()).toEqual([]);
  const [row] = await wall.rows("select failures, trouble from calendars");
  expect(row).toEqual({ failures: 1, trouble: "away" });
  wall.google.faults.clear();
  wall.clock.advance(60_000);
  await wall.tick();
  await wall.work();
  expect(await busy()).toHaveLength(5);
});

test("days count in the calendar's own zone, also where its clocks change", async () => {
  wall.phone.add(days("2027-03-28", "2027-03-29")); // 23 hours in Lisbon
  const sydney = wall.account.addCalendar({ id: "sydney@group.test", timeZone: "Australia/Sydney" });
  const [own] = await wall.rows<{ connection_id: string; practice_id: string; therapist_id: string }>(
    "select connection_id, practice_id, therapist_id from calendars",
  );
  await wall.rows(
    `insert into calendars (id, practice_id, therapist_id, kind, connection_id, external_id, name, blocks, created_at)
     values (gen_random_uuid(), $1, $2, 'google', $3, 'sydney@group.test', 'Sydney', true, now())`,
    ...[own?.practice_id, own?.therapist_id, own?.connection_id],
  );
  sydney.add(days("2027-02-10", "2027-02-12"));
  sydney.add(days("2027-04-04", "2027-04-05")); // 25 hours in Sydney
  await pullAll(wall);
  expect(await busy()).toEqual([
    ["2027-02-09T13:00", "2027-02-11T13:00"],
    ["2027-03-28T00:00", "2027-03-28T23:00"],
    ["2027-04-03T13:00", "2027-04-04T14:00"],
  ]);
  for (const { id } of sydney.events()) sydney.remove(id ?? "");
  await pullAll(wall);
  await wall.rows("update calendars set ended_at = now() where external_id = 'sydney@group.test'");
});

test("what is free, declined, a place of work or without length takes no time", async () => {
  const hour = span("2027-02-05T10:00", "2027-02-05T11:00");
  const own = wall.account.email;
  wall.phone.add({ ...hour, transparency: "transparent" });
  wall.phone.add({ ...hour, attendees: [{ email: own, responseStatus: "declined" }] });
  wall.phone.add({
    ...hour,
    eventType: "workingLocation",
    workingLocationProperties: { type: "homeOffice" },
  });
  wall.phone.add(span("2027-02-05T10:00", "2027-02-05T10:00"));
  const { id } = wall.phone.add({ ...hour, attendees: [{ email: own, responseStatus: "tentative" }] });
  wall.phone.add({ ...hour, eventType: "outOfOffice" });
  await wall.work();
  expect(await busy()).toHaveLength(2);
  wall.phone.patch(id ?? "", { attendees: [{ email: own, responseStatus: "declined" }] });
  await wall.work();
  expect(await busy()).toHaveLength(1);
});

test("what goes on over midnight, and for weeks, is one time", async () => {
  wall.phone.add(span("2027-02-05T22:00", "2027-02-06T03:00"));
  wall.phone.add(days("2027-01-20", "2027-02-20"));
  await wall.work();
  expect(await busy()).toEqual([
    ["2027-01-20T00:00", "2027-02-20T00:00"],
    ["2027-02-05T22:00", "2027-02-06T03:00"],
  ]);
});

test("a series is as many times as it has, each by its own clock, with what was said of one of them", async () => {
  const { id } = wall.phone.add({
    start: { dateTime: "2027-03-14T09:00:00", timeZone: "America/New_York" },
    end: { dateTime: "2027-03-14T10:00:00", timeZone: "America/New_York" },
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"],
  });
  await wall.work();
  expect((await busy()).map(([from]) => from)).toEqual([
    "2027-03-14T13:00",
    "2027-03-21T13:00",
    "2027-03-28T13:00",
    "2027-04-04T13:00",
  ]);
  wall.phone.remove(`${id}_20270321T130000Z`);
  wall.phone.patch(`${id}_20270328T130000Z`, span("2027-03-29T08:00", "2027-03-29T09:00"));
  await wall.work();
  expect((await busy()).map(([from]) => from)).toEqual([
    "2027-03-14T13:00",
    "2027-03-29T08:00",
    "2027-04-04T13:00",
  ]);
  wall.phone.remove(id ?? "");
  await wall.work();
  expect(await busy()).toEqual([]);
});

test("a copy of one of our events made by hand is an event like any other, and so is a series made of one", async () => {
  await wall.booked(Date.parse("2027-02-08T12:00:00Z"));
  await wall.work();
  const [ours] = wall.ours();
  const { extendedProperties, summary } = ours ?? {};
  wall.phone.add({ summary, extendedProperties, ...span("2027-02-09T12:00", "2027-02-09T12:50") } as object);
  await wall.work();
  expect(await busy()).toEqual([["2027-02-09T12:00", "2027-02-09T12:50"]]);
  wall.phone.patch(ours?.id ?? "", { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=2"] });
  await wall.work();
  expect(await busy()).toHaveLength(3);
  await pullAll(wall);
  expect(wall.phone.events()).toHaveLength(2);
  expect(await wall.rows("select kind from calendar_proposals where closed_at is null")).toEqual([
    { kind: "deleted" },
  ]);
});
