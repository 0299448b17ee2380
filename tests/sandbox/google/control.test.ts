import { expect, test } from "vitest";
import { anHour, refusalOf } from "./a-google.ts";
import { aHearingApp, anOpenGoogle } from "./an-open-google.ts";

const calendarId = "primary";

test("scripts add, change, read and delete events as their owner would", async () => {
  const { post, events, url, google, letIn } = await anOpenGoogle();
  await letIn();
  const made = await post("/control/google/events", anHour(24, 10, { id: "first" }));
  expect(made.status).toBe(201);
  await post(
    "/control/google/events?account=ann@gmail.example&calendar=family",
    anHour(25, 10, { summary: "Play" }),
  );
  expect((await events()).map(({ summary }) => summary)).toEqual(["Yoga"]);
  expect((await events("?calendar=family")).map(({ summary }) => summary)).toEqual(["Play"]);

  const patch = (path: string, body: object) =>
    fetch(url + path, { method: "PATCH", body: JSON.stringify(body) });
  await patch("/control/google/events", { id: "first", summary: "Choir" });
  expect((await google.events.get({ calendarId, eventId: "first" })).data).toMatchObject({
    summary: "Choir",
  });
  await patch("/control/google/events/first", { transparency: "transparent" });
  await fetch(`${url}/control/google/events?id=first`, { method: "DELETE" });
  expect(await events()).toMatchObject([{ id: "first", status: "cancelled", transparency: "transparent" }]);
  expect((await fetch(`${url}/control/google/events/first`, { method: "DELETE" })).status).toBe(409);
});

test("scripts let sync tokens expire, take access away and let Meet be late", async () => {
  const { post, json, google, letIn, client, events } = await anOpenGoogle();
  await letIn();
  const { data } = await google.events.list({ calendarId });
  expect(await (await post("/control/google/sync-tokens", { do: "expire" })).json()).toEqual({ expired: 2 });
  expect(await refusalOf(google.events.list({ calendarId, syncToken: data.nextSyncToken! }))).toMatchObject({
    status: 410,
  });

  await post("/control/google/meet", { do: "late" });
  const conferenceData = { createRequest: { requestId: "a" } };
  await google.events.insert({
    calendarId,
    conferenceDataVersion: 1,
    requestBody: anHour(24, 10, { conferenceData }),
  });
  expect((await events())[0]!.hangoutLink).toBeUndefined();
  expect(await (await post("/control/google/meet", { do: "come" })).json()).toEqual({ came: 1 });
  expect((await events())[0]!.hangoutLink).toMatch(/^https/);

  expect(await json("/control/google/grants")).toMatchObject({ grants: [{ account: "ann@gmail.example" }] });
  await post("/control/google/revoke", { account: "ann@gmail.example" });
  expect(await json("/control/google/grants")).toEqual({ grants: [] });
  expect(await refusalOf(client.refreshAccessToken())).toMatchObject({ reason: "invalid_grant" });
});

test("an app on this machine hears of changes, again where it was broken, held back where a fault says so", async () => {
  const { post, google, letIn, fail, json } = await anOpenGoogle();
  await letIn();
  const app = await aHearingApp();
  app.answer(503);
  await google.events.watch({ calendarId, requestBody: { id: "one", type: "web_hook", address: app.url } });
  expect(await app.untilHeard(2)).toEqual(["sync 503", "sync"]);

  app.answer(404); // Google does not come again for that.
  await post("/control/google/events", anHour(24));
  expect(await app.untilHeard(3)).toEqual(["sync 503", "sync", "exists 404"]);

  await fail({ service: "google", fault: "hold-webhooks" });
  await post("/control/google/events", anHour(25));
  expect(await json("/control/google/channels")).toMatchObject({ channels: [{ id: "one" }], waiting: 1 });
  await post("/control/google/channels", { do: "deliver" });
  expect(await app.untilHeard(4)).toHaveLength(4);
});

test("nothing is said to anybody who is not on this machine", async () => {
  const { post, google, letIn, json } = await anOpenGoogle();
  await letIn();
  await google.events.watch({
    calendarId,
    requestBody: { id: "one", type: "web_hook", address: "https://app.test/hooks" },
  });
  await post("/control/google/events", anHour(24));
  expect(await json("/control/google/channels")).toMatchObject({ channels: [{ messages: 2 }], waiting: 0 });
});

test.each([
  ["POST", "/control/google/events", { start: {} }, 400],
  ["POST", "/control/google/events", "not an event", 400],
  ["POST", "/control/google/events?account=nobody@x.example", anHour(24), 409],
  ["POST", "/control/google/events?calendar=none", anHour(24), 409],
  ["PATCH", "/control/google/events", { summary: "Which?" }, 400],
  ["PATCH", "/control/google/events/none", { summary: "This" }, 404],
  ["POST", "/control/google/accounts", { email: "x", timeZone: "Mars/Olympus" }, 400],
  ["POST", "/control/google/revoke", { account: "nobody@x.example" }, 409],
  ["POST", "/control/google/meet", { do: "dance" }, 400],
] as const)("%s %s with %o is refused in words", async (method, path, body, status) => {
  const { url } = await anOpenGoogle();
  const answer = await fetch(url + path, { method, body: JSON.stringify(body) });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({
    error: { code: expect.any(String), message: expect.any(String) },
  });
});

test("starting over forgets everybody but those who were there from the start", async () => {
  const { post, json } = await anOpenGoogle();
  await post("/control/reset", {});
  expect(await json("/control/google/accounts")).toEqual({ accounts: [] });
});
