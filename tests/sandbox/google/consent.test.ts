import { expect, test } from "vitest";
import { googleInProcess } from "#sandbox/google/in-process.ts";
import {
  aChallenge,
  aConnectedGoogle,
  aGoogle,
  ann,
  codeIn,
  eventsScope,
  everything,
  freeBusyScope,
  redirectUri,
  refusalOf,
  sdkClient,
} from "./a-google.ts";

const calendarId = "primary";

test("whoever presses Allow is led back with a code, the state and what they granted", async () => {
  const { engine, request } = aGoogle();
  const back = new URL(engine.consent(request(), { account: ann, granted: [eventsScope] }));
  expect(back.origin + back.pathname).toBe(redirectUri);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    code: expect.stringMatching(/^4\//),
    state: "a-state",
    scope: eventsScope,
  });
});

test("whoever presses Cancel, or unticks every box, is led back without a code", () => {
  const { engine, request } = aGoogle();
  for (const address of [engine.deny(request()), engine.consent(request(), { account: ann, granted: [] })])
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
      state: "a-state",
      error: "access_denied",
    });
});

test("a code works once, for ten minutes, for its app and its address", async () => {
  const { engine, request, client, pass, vendor } = aGoogle();
  const aCode = () => codeIn(engine.consent(request(), { account: ann }));
  const used = aCode();
  await client.getToken(used);
  expect(await refusalOf(client.getToken(used))).toMatchObject({ status: 400, reason: "invalid_grant" });
  expect(await refusalOf(client.getToken("4/none"))).toMatchObject({ status: 400, reason: "invalid_grant" });
  expect(
    await refusalOf(client.getToken({ code: aCode(), redirect_uri: "https://evil.test/" })),
  ).toMatchObject({ status: 400, reason: "redirect_uri_mismatch" });
  expect(await refusalOf(sdkClient(vendor.fetch, "wrong").getToken(aCode()))).toMatchObject({
    status: 401,
    reason: "invalid_client",
  });
  const old = aCode();
  pass(10);
  expect(await refusalOf(client.getToken(old))).toMatchObject({ status: 400, reason: "invalid_grant" });
});

test("a code that was asked for with a challenge needs its verifier", async () => {
  const { engine, request, client } = aGoogle();
  const { verifier, challenge } = aChallenge();
  const asked = request({ code_challenge: challenge, code_challenge_method: "S256" });
  const aCode = () => codeIn(engine.consent(asked, { account: ann }));
  expect(await refusalOf(client.getToken(aCode()))).toMatchObject({
    reason: "invalid_grant",
    message: "Missing code verifier.",
  });
  expect(
    await refusalOf(client.getToken({ code: aCode(), codeVerifier: aChallenge().verifier })),
  ).toMatchObject({ reason: "invalid_grant", message: "Invalid code verifier." });
  expect((await client.getToken({ code: aCode(), codeVerifier: verifier })).tokens.access_token).toMatch(
    /^ya29/,
  );
});

test.each([
  ["an app nobody knows", { client_id: "x" }, "invalid_client"],
  ["another address", { redirect_uri: "https://evil.test/" }, "redirect_uri_mismatch"],
  ["a token at once", { response_type: "token" }, "unsupported_response_type"],
  ["a scope that is none", { scope: "calendar" }, "invalid_scope"],
  ["no scope", { scope: "" }, "invalid_request"],
  ["a third kind of access", { access_type: "always" }, "invalid_request"],
  ["a prompt that is none", { prompt: "please" }, "invalid_request"],
  ["a short challenge", { code_challenge: "x", code_challenge_method: "S256" }, "invalid_request"],
  ["an unknown method", { code_challenge: "x".repeat(43), code_challenge_method: "S512" }, "invalid_request"],
])("%s is refused on a page that leads nowhere", async (_, change, code) => {
  const { engine, request, vendor } = aGoogle();
  const address = request();
  for (const [name, value] of Object.entries(change)) address.searchParams.set(name, value);
  expect(() => engine.request(address)).toThrow(expect.objectContaining({ code }));
  const page = await vendor.fetch(address);
  expect([400, 401]).toContain(page.status);
  expect(await page.text()).toContain(code);
});

test("a call is let in by any of the scopes it knows, and by no other", async () => {
  const { google } = await aConnectedGoogle({ granted: [freeBusyScope] });
  const requestBody = {
    timeMin: "2026-11-24T00:00:00Z",
    timeMax: "2026-11-25T00:00:00Z",
    items: [{ id: "primary" }],
  };
  expect((await google.freebusy.query({ requestBody })).status).toBe(200);
  const refused = await refusalOf(google.events.list({ calendarId }));
  expect(refused).toMatchObject({ status: 403, reason: "insufficientPermissions" });
  expect(refused.said).toMatchObject({
    status: "PERMISSION_DENIED",
    details: [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT", metadata: { method: "calendar.events.list" } }],
  });

  const other = await aConnectedGoogle({ granted: [eventsScope] });
  for (const asking of [other.google.freebusy.query({ requestBody }), other.google.calendarList.list()])
    expect(await refusalOf(asking)).toMatchObject({ status: 403, reason: "insufficientPermissions" });
});

test("what was granted earlier is added where the app asks for that", async () => {
  const { engine, request, client } = aGoogle();
  const ask = async (granted: string[], change: Record<string, string> = {}) => {
    const code = codeIn(engine.consent(request(change), { account: ann, granted }));
    return (await client.getToken(code)).tokens.scope?.split(" ").toSorted();
  };
  expect(await ask([eventsScope])).toEqual([eventsScope]);
  expect(await ask([freeBusyScope])).toEqual([freeBusyScope]);
  expect(await ask([freeBusyScope], { include_granted_scopes: "true" })).toEqual([
    eventsScope,
    freeBusyScope,
  ]);
});

test("without a list of apps every app is let in, by the secret it first came with", async () => {
  const { fetch, engine } = googleInProcess({ now: () => new Date("2026-11-20T12:00:00Z"), contracts: null });
  engine.account(ann);
  const address = sdkClient(fetch).generateAuthUrl({ scope: [...everything] });
  const aCode = () => codeIn(engine.consent(address, { account: ann }));
  await sdkClient(fetch).getToken(aCode());
  expect(await refusalOf(sdkClient(fetch, "another").getToken(aCode()))).toMatchObject({
    reason: "invalid_client",
  });
});
