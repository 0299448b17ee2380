import fc from "fast-check";
import { expect, test } from "vitest";
import { operations } from "#sandbox/google/operations.ts";
import { aConnectedGoogle, anHour } from "./a-google.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const value = fc.oneof(
  fc.constantFrom(
    "",
    "0",
    "-1",
    "true",
    "null",
    "9".repeat(30),
    "2026-11-24T10:00:00Z",
    "2026-11-24",
    "series",
  ),
  fc.string({ unit: "binary" }),
);
const params = [
  "maxResults",
  "orderBy",
  "pageToken",
  "singleEvents",
  "showDeleted",
  "syncToken",
  "timeMin",
  "timeMax",
  "timeZone",
  "updatedMin",
  "q",
  "privateExtendedProperty",
  "conferenceDataVersion",
  "minAccessRole",
  "originalStart",
];
const query = fc
  .array(fc.tuple(fc.constantFrom(...params), value), { maxLength: 4 })
  .map((pairs) => new URLSearchParams(pairs).toString());
const fields = [
  "id",
  "start",
  "end",
  "recurrence",
  "attendees",
  "conferenceData",
  "status",
  "sequence",
  "summary",
  "extendedProperties",
  "items",
  "address",
  "expiration",
  "__proto__",
  "constructor",
];
const body = fc.oneof(
  fc
    .dictionary(fc.constantFrom(...fields), fc.oneof(value, fc.jsonValue()))
    .map((spoilt) => JSON.stringify({ ...anHour(24), ...spoilt })),
  fc.json(),
  fc.string({ unit: "binary" }),
);
const ids = fc.constantFrom(
  "primary",
  "series",
  "none",
  "%E0%A4%A",
  "..%2f",
  "series_20261124T100000Z",
  "series_x",
);

test(`whatever is asked, Google answers in words and never breaks (SEED=${seed})`, async () => {
  const { vendor, primary, tokens } = await aConnectedGoogle();
  const zoned = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
  primary.add({
    id: "series",
    start: zoned("2026-11-24T10:00:00Z"),
    end: zoned("2026-11-24T11:00:00Z"),
    recurrence: ["RRULE:FREQ=WEEKLY"],
  });
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(operations)),
      ids,
      ids,
      query,
      body,
      async (way, c, e, q, sent) => {
        const [method = "", path = ""] = way.split(" ");
        const url = `https://www.googleapis.com/calendar/v3${path.replace(":c", c).replace(":e", e)}?${q}`;
        const init = method === "GET" ? { method, headers } : { method, headers, body: sent };
        const response = await vendor.fetch(url, init);
        expect([200, 204, 400, 403, 404, 409, 410, 501]).toContain(response.status);
        if (response.status >= 400)
          expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
      },
    ),
    { seed, numRuns: 600 },
  );
});

test(`whatever is sent for tokens and consent, it answers in words (SEED=${seed})`, async () => {
  const { vendor, request } = await aConnectedGoogle();
  const names = [
    "grant_type",
    "code",
    "client_id",
    "client_secret",
    "refresh_token",
    "scope",
    "redirect_uri",
    "token",
  ];
  const form = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(form, fc.constantFrom("/token", "/revoke", "/o/oauth2/v2/auth"), async (pairs, path) => {
      const address = path.startsWith("/o/") ? request() : new URL(path, "https://oauth2.googleapis.com");
      for (const [name, said] of path.startsWith("/o/") ? pairs : []) address.searchParams.set(name, said);
      const init = path.startsWith("/o/") ? {} : { method: "POST", body: new URLSearchParams(pairs) };
      expect([200, 400, 401]).toContain((await vendor.fetch(address, init)).status);
    }),
    { seed, numRuns: 300 },
  );
});
