import { expect, test } from "vitest";
import { aGoodEmail, aSandbox } from "./a-sandbox.ts";

test.each([
  ["500", 500, "internal_server_error"],
  ["429", 429, "rate_limit_exceeded"],
] as const)("%s is said in Resend's own words and nothing is sent", async (fault, statusCode, name) => {
  const { resend, inbox, fail } = await aSandbox();
  await fail({ service: "resend", fault });
  expect((await resend.emails.send(aGoodEmail)).error).toMatchObject({ statusCode, name });
  expect(await inbox()).toEqual([]);
});

test.each([
  ["refuse", 0],
  ["cut", 0],
  ["lose-answer", 1],
  ["bad-json", 1],
] as const)("after %s the SDK has no answer, and %i letters arrived", async (fault, arrived) => {
  const { resend, inbox, fail } = await aSandbox();
  await fail({ service: "resend", fault, times: 1 });

  const { error } = await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  expect(error).toMatchObject({ statusCode: null, name: "application_error" });
  expect(await inbox()).toHaveLength(arrived);

  await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  expect(await inbox()).toHaveLength(1);
});

test("a hanging service never answers and never sends", async () => {
  const { resend, inbox, fail } = await aSandbox();
  await fail({ service: "resend", fault: "hang" });
  const { error } = await resend.emails.send(aGoodEmail, { signal: AbortSignal.timeout(100) });
  expect(error).toMatchObject({ statusCode: null });
  expect(await inbox()).toEqual([]);
});

test("a slow service answers in the end, and only once it has sent", async () => {
  const { resend, inbox, fail } = await aSandbox();
  await fail({ service: "resend", fault: "slow", ms: 150 });
  const sending = resend.emails.send(aGoodEmail);
  expect(await inbox()).toEqual([]);
  expect((await sending).error).toBeNull();
  expect(await inbox()).toHaveLength(1);
});

test("a fault strikes only what it matches, as often as asked", async () => {
  const { resend, fail, json } = await aSandbox();
  await fail({ service: "resend", fault: "500", match: "BEN@", times: 1 });

  expect((await resend.emails.send(aGoodEmail)).error).toBeNull();
  expect(
    (await resend.emails.send({ ...aGoodEmail, to: ["x@y.test", "ben@demo.test"] })).error,
  ).not.toBeNull();
  expect((await resend.emails.send({ ...aGoodEmail, to: "ben@demo.test" })).error).toBeNull();
  expect(await json("/control/faults")).toEqual({ faults: [] });
});

test("a fault without times goes on until it is cleared", async () => {
  const { resend, url, fail } = await aSandbox();
  await fail({ service: "resend", fault: "500", match: "/emails" });
  for (let n = 0; n < 3; n++) expect((await resend.emails.send(aGoodEmail)).error).not.toBeNull();
  await fetch(`${url}/control/faults`, { method: "DELETE" });
  expect((await resend.emails.send(aGoodEmail)).error).toBeNull();
});

test("Google's own failures come in Google's own shape", async () => {
  const { url, json, fail } = await aSandbox();
  await fail({ service: "google", fault: "invalid-grant", match: "/token" });
  await fail({ service: "google", fault: "gone-410", match: "/events" });
  expect(await json("/token", { method: "POST" })).toMatchObject({ error: "invalid_grant" });
  const events = `${url}/calendar/v3/calendars/primary/events`;
  expect((await fetch(`${events}?syncToken=x`)).status).toBe(410);
  expect((await fetch(events)).status).toBe(401);
});

test.each([
  ["not JSON", "{"],
  ["nothing", "null"],
  ["a list", "[]"],
  ["an unknown service", { service: "fax", fault: "500" }],
  ["an unknown fault", { service: "resend", fault: "explode" }],
  ["a fault that service cannot have", { service: "smtp", fault: "gone-410" }],
  ["an unknown field", { service: "resend", fault: "500", often: 3 }],
  ["zero times", { service: "resend", fault: "500", times: 0 }],
  ["an empty match", { service: "resend", fault: "500", match: "" }],
])("%s is refused with 400 and words", async (_what, wish) => {
  const { url, json } = await aSandbox();
  const body = typeof wish === "string" ? wish : JSON.stringify(wish);
  const response = await fetch(`${url}/control/faults`, { method: "POST", body });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { code: "bad_fault", message: expect.stringMatching(/\w/) },
  });
  expect(await json("/control/faults")).toEqual({ faults: [] });
});
