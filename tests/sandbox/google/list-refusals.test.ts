import { expect, test } from "vitest";
import { aConnectedGoogle, anHour, refusalOf } from "./a-google.ts";

type Scene = Awaited<ReturnType<typeof aConnectedGoogle>>;
type Refused = [words: string, ask: (scene: Scene) => Promise<unknown>, status: number, reason: string];
const calendarId = "primary";
const list =
  (query: object) =>
  ({ google }: Scene) =>
    google.events.list({ calendarId, ...query });

const read: Refused[] = [
  ["a page of none", list({ maxResults: 0 }), 400, "invalid"],
  ["an order that is none", list({ orderBy: "title" }), 400, "invalid"],
  ["series in order of time", list({ orderBy: "startTime" }), 400, "badRequest"],
  ["a time without an offset", list({ timeMin: "2026-11-24T10:00:00" }), 400, "badRequest|invalid"],
  [
    "an empty window",
    list({ timeMin: "2026-11-24T10:00:00Z", timeMax: "2026-11-24T10:00:00Z" }),
    400,
    "timeRangeEmpty",
  ],
  ["a zone that is none", list({ timeZone: "Mars/Olympus" }), 400, "invalid"],
  ["a page token that is none", list({ pageToken: "page-2" }), 400, "invalid"],
  ["a sync token that is none", list({ syncToken: "x" }), 400, "invalid"],
  ["a property without a value", list({ privateExtendedProperty: ["booking"] }), 400, "invalid"],
  ...["timeMin", "timeMax", "updatedMin"].map(
    (name): Refused => [
      `a sync token with ${name}`,
      withToken({ [name]: "2026-11-24T10:00:00Z" }),
      400,
      "invalid",
    ],
  ),
  ...["q", "iCalUID", "orderBy"].map(
    (name): Refused => [`a sync token with ${name}`, withToken({ [name]: "updated" }), 400, "invalid"],
  ),
  ["a sync token with a property", withToken({ privateExtendedProperty: ["a=b"] }), 400, "invalid"],
  ["a sync token without what was deleted", withToken({ showDeleted: false }), 400, "invalid"],
  ["a sync token of another query", withToken({ singleEvents: true }), 400, "invalid"],
  [
    "a sync token of another calendar",
    async ({ google, account }) => {
      account.addCalendar({ id: "other" });
      const { data } = await google.events.list({ calendarId: "other" });
      return google.events.list({ calendarId, syncToken: data.nextSyncToken! });
    },
    400,
    "invalid",
  ],
  [
    "a stale sync token",
    async ({ google, primary }) => {
      const { data } = await google.events.list({ calendarId });
      primary.expireSyncTokens();
      return google.events.list({ calendarId, syncToken: data.nextSyncToken! });
    },
    410,
    "fullSyncRequired",
  ],
  [
    "a page token for another query",
    async ({ google, primary }) => {
      for (const day of [24, 25]) primary.add(anHour(day));
      const { data } = await google.events.list({ calendarId, maxResults: 1 });
      return google.events.list({ calendarId, pageToken: data.nextPageToken!, singleEvents: true });
    },
    400,
    "invalid",
  ],
];

function withToken(query: object) {
  return async ({ google }: Scene) => {
    const { data } = await google.events.list({ calendarId });
    return google.events.list({ calendarId, syncToken: data.nextSyncToken!, ...query });
  };
}

test.each(read)("%s is refused", async (_, ask, status, reason) => {
  const refused = await refusalOf(ask(await aConnectedGoogle()));
  // Where the discovery document is there it speaks first, and knows one word only.
  expect(refused).toMatchObject({ status, reason: expect.stringMatching(new RegExp(`^(${reason})$`)) });
  expect(refused.message).toMatch(/\w/);
});
