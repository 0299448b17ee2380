import { expect, test } from "vitest";
import { aConnectedGoogle, anHour, refusalOf } from "./a-google.ts";

type Scene = Awaited<ReturnType<typeof aConnectedGoogle>>;
type Refused = [words: string, ask: (scene: Scene) => Promise<unknown>, status: number, reason: string];
const calendarId = "primary";
const at = { start: { dateTime: "2026-11-24T10:00:00Z" }, end: { dateTime: "2026-11-24T11:00:00Z" } };
const insert =
  (requestBody: object, more: object = {}) =>
  ({ google }: Scene) =>
    google.events.insert({ calendarId, requestBody, ...more });
const written: Refused[] = [
  ["an id with a letter base32hex has not", insert({ ...at, id: "selvagez" }), 400, "invalid"],
  ["an id of four letters", insert({ ...at, id: "abcd" }), 400, "invalid"],
  ["an id of 1,025 letters", insert({ ...at, id: "a".repeat(1_025) }), 400, "invalid"],
  ["no start", insert({ end: at.end }), 400, "required"],
  ["no end", insert({ start: at.start }), 400, "required"],
  ["an empty end", insert({ start: at.start, end: {} }), 400, "required"],
  ["a day and a time at once", insert({ ...at, start: { ...at.start, date: "2026-11-24" } }), 400, "invalid"],
  ["a day until a time", insert({ ...at, start: { date: "2026-11-24" } }), 400, "invalid"],
  ["an end before the start", insert({ start: at.end, end: at.start }), 400, "timeRangeEmpty"],
  [
    "a day that ends when it begins",
    insert({ start: { date: "2026-11-24" }, end: { date: "2026-11-24" } }),
    400,
    "timeRangeEmpty",
  ],
  [
    "a time without offset and zone",
    insert({ ...at, start: { dateTime: "2026-11-24T10:00:00" } }),
    400,
    "invalid|required",
  ],
  [
    "a day that is none",
    insert({ start: { date: "2026-02-30" }, end: { date: "2026-03-01" } }),
    400,
    "invalid",
  ],
  [
    "a zone that is none",
    insert({ ...at, start: { ...at.start, timeZone: "Mars/Olympus" } }),
    400,
    "invalid",
  ],
  ["a series without a zone", insert({ ...at, recurrence: ["RRULE:FREQ=DAILY"] }), 400, "required"],
  ["a word that no status is", insert({ ...at, status: "perhaps" }), 400, "invalid"],
  ["an attendee without an address", insert({ ...at, attendees: [{ displayName: "Ann" }] }), 400, "invalid"],
  [
    "an answer that is none",
    insert({ ...at, attendees: [{ email: "a@b.example", responseStatus: "yes" }] }),
    400,
    "invalid",
  ],
  [
    "six reminders",
    insert({ ...at, reminders: { overrides: Array(6).fill({ method: "popup", minutes: 5 }) } }),
    400,
    "invalid",
  ],
  [
    "a private property of 1,025 letters",
    insert({ ...at, extendedProperties: { private: { a: "x".repeat(1_025) } } }),
    400,
    "invalid",
  ],
  [
    "a conference of another kind",
    insert(
      {
        ...at,
        conferenceData: {
          createRequest: { requestId: "a", conferenceSolutionKey: { type: "eventHangout" } },
        },
      },
      { conferenceDataVersion: 1 },
    ),
    400,
    "invalid",
  ],
  [
    "a calendar nobody shares",
    ({ google }) => google.events.list({ calendarId: "x@y.example" }),
    404,
    "notFound",
  ],
  [
    "an event that never was",
    ({ google }) => google.events.get({ calendarId, eventId: "nothing" }),
    404,
    "notFound",
  ],
  [
    "a change of an event that never was",
    ({ google }) => google.events.patch({ calendarId, eventId: "nothing", requestBody: {} }),
    404,
    "notFound",
  ],
  [
    "an instance its series does not have",
    ({ google, primary }) => {
      primary.add({ id: "series", ...aSeries });
      return google.events.get({ calendarId, eventId: "series_20261125T100000Z" });
    },
    404,
    "notFound",
  ],
  [
    "a change that leaves a day and a time",
    ({ google, primary }) => {
      primary.add(anHour(24, 10, { id: "timed" }));
      const requestBody = { start: { date: "2026-11-24" }, end: { date: "2026-11-25" } };
      return google.events.patch({ calendarId, eventId: "timed", requestBody });
    },
    400,
    "invalid",
  ],
  [
    "a sequence that was before",
    ({ google, primary }) => {
      primary.add(anHour(24, 10, { id: "timed", sequence: 5 }));
      return google.events.patch({ calendarId, eventId: "timed", requestBody: { sequence: 4 } });
    },
    400,
    "invalid",
  ],
  [
    "a calendar that can only be read",
    ({ google, account }) => {
      account.addCalendar({ id: "readonly", accessRole: "reader" });
      return google.events.insert({ calendarId: "readonly", requestBody: at });
    },
    403,
    "requiredAccessLevel",
  ],
];

const aSeries = {
  start: { dateTime: "2026-11-24T10:00:00Z", timeZone: "UTC" },
  end: { dateTime: "2026-11-24T11:00:00Z", timeZone: "UTC" },
  recurrence: ["RRULE:FREQ=WEEKLY"],
};

const rules = [
  "RRULE:FREQ=HOURLY",
  "RRULE:INTERVAL=2",
  "RRULE:FREQ=DAILY;COUNT=0",
  "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20261201",
  "RRULE:FREQ=WEEKLY;BYDAY=XX",
  "RRULE:FREQ=DAILY;BYEASTER=1",
  "EXDATE:tomorrow",
  "DTSTART:20261124T100000Z",
  "weekly",
].map(
  (rule): Refused => [`the recurrence ${rule}`, insert({ ...aSeries, recurrence: [rule] }), 400, "invalid"],
);

test.each([...written, ...rules])("%s is refused", async (_, ask, status, reason) => {
  const scene = await aConnectedGoogle();
  const refused = await refusalOf(ask(scene));
  // Where the discovery document is there it speaks first, and knows one word only.
  expect(refused).toMatchObject({ status, reason: expect.stringMatching(new RegExp(`^(${reason})$`)) });
  expect(refused.message).toMatch(/\w/);
});

test("whoever saw an older state cannot write over a newer one", async () => {
  const { google, primary } = await aConnectedGoogle();
  const { etag } = primary.add(anHour(24, 10, { id: "timed" }));
  primary.patch("timed", { summary: "Choir" });
  const headers = { "If-Match": etag! };
  const requestBody = anHour(24, 10, { summary: "Mine" });
  for (const asking of [
    google.events.patch({ calendarId, eventId: "timed", requestBody }, { headers }),
    google.events.update({ calendarId, eventId: "timed", requestBody }, { headers }),
    google.events.delete({ calendarId, eventId: "timed" }, { headers }),
  ])
    expect(await refusalOf(asking)).toMatchObject({ status: 412, reason: "conditionNotMet" });
  expect(primary.find("timed")!.summary).toBe("Choir");

  const now = { "If-Match": primary.find("timed")!.etag! };
  await google.events.patch({ calendarId, eventId: "timed", requestBody }, { headers: now });
  expect(primary.find("timed")!.summary).toBe("Mine");
});

test("nothing is made by a call that is refused", async () => {
  const { google, primary } = await aConnectedGoogle();
  for (const [, ask] of written.slice(0, 20)) await ask({ google, primary } as Scene).catch(() => undefined);
  expect(primary.everything()).toEqual([]);
  expect(primary.gen).toBe(0);
});
