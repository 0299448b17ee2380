import { expect, test } from "vitest";
import { aConnectedGoogle, anHour, refusalOf } from "./a-google.ts";

const calendarId = "primary";

test("an event is written, read, changed, replaced and deleted", async () => {
  const { google, primary } = await aConnectedGoogle();
  const { data: made } = await google.events.insert({
    calendarId,
    requestBody: anHour(24, 10, { id: "selvage0001", extendedProperties: { private: { booking: "7" } } }),
  });
  expect(made).toMatchObject({
    id: "selvage0001",
    status: "confirmed",
    sequence: 0,
    summary: "Yoga",
    start: { dateTime: "2026-11-24T10:00:00Z", timeZone: "Europe/Lisbon" },
    organizer: { email: "ann@gmail.example", self: true },
    extendedProperties: { private: { booking: "7" } },
  });
  expect((await google.events.get({ calendarId, eventId: "selvage0001" })).data).toEqual(made);

  const moved = await google.events.patch({
    calendarId,
    eventId: "selvage0001",
    requestBody: { start: { dateTime: "2026-11-24T11:00:00Z" }, end: { dateTime: "2026-11-24T12:00:00Z" } },
  });
  expect(moved.data).toMatchObject({ sequence: 1, extendedProperties: { private: { booking: "7" } } });
  expect(moved.data.etag).not.toBe(made.etag);

  const { data: replaced } = await google.events.update({
    calendarId,
    eventId: "selvage0001",
    requestBody: anHour(25),
  });
  expect(replaced).toMatchObject({ sequence: 2, start: { dateTime: "2026-11-25T10:00:00Z" } });
  expect(replaced.extendedProperties).toBeUndefined();

  expect((await google.events.delete({ calendarId, eventId: "selvage0001" })).status).toBe(204);
  expect((await google.events.get({ calendarId, eventId: "selvage0001" })).data.status).toBe("cancelled");
  expect(primary.events()).toEqual([]);
  expect(await refusalOf(google.events.delete({ calendarId, eventId: "selvage0001" }))).toMatchObject({
    status: 410,
    reason: "deleted",
  });
  expect(
    await refusalOf(google.events.insert({ calendarId, requestBody: anHour(24, 10, { id: "selvage0001" }) })),
  ).toMatchObject({ status: 409, reason: "duplicate" });
});

test("a deleted event that is changed stays deleted, and comes back when it is replaced", async () => {
  const { google, primary } = await aConnectedGoogle();
  primary.add(anHour(24, 10, { id: "timed" }));
  primary.remove("timed");
  const patched = await google.events.patch({
    calendarId,
    eventId: "timed",
    requestBody: { summary: "Choir" },
  });
  expect(patched.data.status).toBe("cancelled");
  const { data } = await google.events.update({ calendarId, eventId: "timed", requestBody: anHour(25) });
  expect(data.status).toBe("confirmed");
});

test("a null takes a field away, objects are merged and lists replaced", async () => {
  const { google, primary } = await aConnectedGoogle();
  primary.add(
    anHour(24, 10, {
      id: "timed",
      location: "Room 2",
      extendedProperties: { private: { a: "1", b: "2" } },
      attendees: [{ email: "ann@gmail.example" }, { email: "ben@gmail.example" }],
    }),
  );
  const { data } = await google.events.patch({
    calendarId,
    eventId: "timed",
    requestBody: {
      location: null,
      extendedProperties: { private: { b: "3" } },
      attendees: [{ email: "ann@gmail.example", responseStatus: "accepted" }],
    },
  });
  expect(data.location).toBeUndefined();
  expect(data.extendedProperties).toEqual({ private: { a: "1", b: "3" } });
  expect(data.attendees).toEqual([{ email: "ann@gmail.example", responseStatus: "accepted", self: true }]);
});

test("a day becomes a time when the day is taken away", async () => {
  const { google, primary } = await aConnectedGoogle();
  primary.add({ id: "lasts1", start: { date: "2026-11-24" }, end: { date: "2026-11-25" } });
  const at = (dateTime: string) => ({ date: null, dateTime, timeZone: "Europe/Lisbon" });
  const requestBody = { start: at("2026-11-24T10:00:00"), end: at("2026-11-24T11:00:00") };
  const { data } = await google.events.patch({
    calendarId,
    eventId: "lasts1",
    requestBody: requestBody as never,
  });
  expect(data.start).toEqual({ dateTime: "2026-11-24T10:00:00Z", timeZone: "Europe/Lisbon" });
});

test("times are told in the calendar's zone, or in the one asked for", async () => {
  const { google, primary } = await aConnectedGoogle({ zone: "America/New_York" });
  primary.add(anHour(24, 15, { id: "timed" }));
  const told = async (timeZone?: string) =>
    (await google.events.get({ calendarId, eventId: "timed", ...(timeZone && { timeZone }) })).data.start
      ?.dateTime;
  expect(await told()).toBe("2026-11-24T10:00:00-05:00");
  expect(await told("Asia/Kathmandu")).toBe("2026-11-24T20:45:00+05:45");
});

test("of a calendar that shows only when its owner is busy, nothing else is told", async () => {
  const { google, account } = await aConnectedGoogle();
  const shared = account.addCalendar({ id: "shared", accessRole: "freeBusyReader" });
  shared.add(anHour(24, 10, { location: "Room 2", description: "secret" }));
  const { data } = await google.events.list({ calendarId: "shared" });
  expect(data.accessRole).toBe("freeBusyReader");
  expect(data.items![0]).toMatchObject({
    start: { dateTime: "2026-11-24T10:00:00Z" },
    visibility: "private",
  });
  expect(JSON.stringify(data.items)).not.toMatch(/Yoga|Room|secret/);
});

test("a reader sees that something private is there, and no more", async () => {
  const { google, account } = await aConnectedGoogle();
  const shared = account.addCalendar({ id: "shared", accessRole: "reader" });
  shared.add(anHour(24, 10, { visibility: "private" }));
  shared.add(anHour(25));
  const { data } = await google.events.list({ calendarId: "shared" });
  expect(data.items!.map(({ summary }) => summary)).toEqual([undefined, "Yoga"]);
});

test("what has not changed is not told again to who has it", async () => {
  const { google, primary } = await aConnectedGoogle();
  const { etag } = primary.add(anHour(24, 10, { id: "timed" }));
  const headers = { "If-None-Match": etag! };
  const asking = google.events.get({ calendarId, eventId: "timed" }, { headers, validateStatus: () => true });
  expect((await asking).status).toBe(304);
});
