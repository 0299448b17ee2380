import { expect, test } from "vitest";
import { aConnectedGoogle, anHour, refusalOf } from "./a-google.ts";

const calendarId = "primary";

test.each([
  ["refuse", { status: undefined, message: expect.stringContaining("fetch failed") }, 0],
  ["cut", { status: undefined, message: expect.stringContaining("fetch failed") }, 0],
  ["lose-answer", { status: undefined, message: expect.stringContaining("fetch failed") }, 1],
  ["500", { status: 500, reason: "backendError" }, 0],
  ["429", { status: 429, reason: "rateLimitExceeded" }, 0],
  ["quota", { status: 403, reason: "rateLimitExceeded" }, 0],
] as const)("after %s the SDK has %o, and %i events were made", async (fault, error, made) => {
  const { google, vendor, primary } = await aConnectedGoogle();
  vendor.fail({ fault, times: 1 });
  expect(await refusalOf(google.events.insert({ calendarId, requestBody: anHour(24) }))).toMatchObject(error);
  expect(primary.events()).toHaveLength(made);
  expect((await google.events.list({ calendarId })).status).toBe(200);
});

test("an answer that cannot be read is no event, though one was made", async () => {
  const { google, vendor, primary } = await aConnectedGoogle();
  vendor.fail({ fault: "bad-json", times: 1 });
  const answer = await google.events.insert({ calendarId, requestBody: anHour(24) }).catch(() => null);
  expect(answer?.data?.id).toBeUndefined();
  expect(primary.events()).toHaveLength(1);
});

test("a hanging Google ends with the caller's patience, and nothing is done", async () => {
  const { google, vendor, primary } = await aConnectedGoogle();
  vendor.fail({ fault: "hang", times: 1 });
  const signal = AbortSignal.timeout(20);
  const asking = google.events.insert({ calendarId, requestBody: anHour(24) }, { signal });
  expect((await refusalOf(asking)).message).toMatch(/abort|timeout/i);
  expect(primary.events()).toEqual([]);
});

test("a slow Google answers in the end", async () => {
  const { google, vendor } = await aConnectedGoogle();
  vendor.fail({ fault: "slow", times: 1, ms: 3 });
  expect((await google.events.list({ calendarId })).status).toBe(200);
});

test("a dead grant strikes where tokens are given, a stale token where one is shown", async () => {
  const { google, vendor, client } = await aConnectedGoogle();
  vendor.fail({ fault: "invalid-grant", times: 1 });
  vendor.fail({ fault: "gone-410", times: 1 });
  const { data } = await google.events.list({ calendarId });
  const stale = google.events.list({ calendarId, syncToken: data.nextSyncToken! });
  expect(await refusalOf(stale)).toMatchObject({ status: 410, reason: "fullSyncRequired" });
  expect(await refusalOf(client.refreshAccessToken())).toMatchObject({
    status: 400,
    reason: "invalid_grant",
  });
  expect((await client.refreshAccessToken()).credentials.access_token).toMatch(/^ya29/);
});

test("a fault strikes only the calls it matches, and every call is written down", async () => {
  const { google, vendor } = await aConnectedGoogle();
  vendor.fail({ fault: "500", match: "DELETE /calendar" });
  await google.events.insert({ calendarId, requestBody: anHour(24, 10, { id: "first" }) });
  expect(await refusalOf(google.events.delete({ calendarId, eventId: "first" }))).toMatchObject({
    status: 500,
  });
  expect(vendor.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
    ["POST", "/token", 200],
    ["POST", "/calendar/v3/calendars/primary/events", 200],
    ["DELETE", "/calendar/v3/calendars/primary/events/first", 500],
  ]);
});
