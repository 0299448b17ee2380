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
