import { expect, test } from "vitest";
import { aConnectedGoogle, aGoogle, ann, codeIn, eventsScope, refusalOf } from "./a-google.ts";

const calendarId = "primary";

test("the tokens say what was granted, and the refresh token gives new ones", async () => {
  const { tokens, client, google, pass, clock } = await aConnectedGoogle({ granted: [eventsScope] });
  expect(tokens).toMatchObject({
    token_type: "Bearer",
    scope: eventsScope,
    refresh_token: expect.stringMatching(/^1\/\//),
  });
  expect(tokens.expiry_date! - Date.now()).toBeGreaterThan(3_590_000);

  pass(61);
  expect(await refusalOf(google.events.list({ calendarId }))).toMatchObject({
    status: 401,
    reason: "authError",
  });
  const { credentials } = await client.refreshAccessToken();
  expect(credentials.access_token).not.toBe(tokens.access_token);
  expect((await google.events.list({ calendarId })).status).toBe(200);
  expect(clock.now.toISOString()).toBe("2026-11-20T13:01:00.000Z");
});

test("a refresh token comes the first time, and afterwards only to who asks for consent again", async () => {
  const { engine, request, client } = aGoogle();
  const given = async (change: Record<string, string>) => {
    const code = codeIn(engine.consent(request(change), { account: ann }));
    return (await client.getToken(code)).tokens.refresh_token;
  };
  expect(await given({ access_type: "online" })).toBeUndefined();
  expect(await given({ prompt: "select_account" })).toBeUndefined();
  expect(await given({})).toMatch(/^1/);

  const other = aGoogle();
  const first = codeIn(other.engine.consent(other.request({ prompt: "select_account" }), { account: ann }));
  expect((await other.client.getToken(first)).tokens.refresh_token).toMatch(/^1/);
});

test("an app that gives its access back has none, and cannot give it back twice", async () => {
  const { client, google, tokens } = await aConnectedGoogle();
  await client.revokeToken(tokens.refresh_token!);
  expect(await refusalOf(google.events.list({ calendarId }))).toMatchObject({ status: 401 });
  expect(await refusalOf(client.refreshAccessToken())).toMatchObject({
    status: 400,
    reason: "invalid_grant",
  });
  expect(await refusalOf(client.revokeToken(tokens.refresh_token!))).toMatchObject({
    status: 400,
    reason: "invalid_token",
  });
});

test("a person who takes an app's access away ends its tokens and its channels", async () => {
  const { account, client, google, engine } = await aConnectedGoogle();
  const requestBody = { id: "channel", type: "web_hook", address: "https://app.test/hooks" };
  await google.events.watch({ calendarId, requestBody });
  account.revoke();
  expect(engine.channels).toEqual([]);
  expect(await refusalOf(google.events.list({ calendarId }))).toMatchObject({
    status: 401,
    reason: "authError",
  });
  expect(await refusalOf(client.refreshAccessToken())).toMatchObject({
    status: 400,
    reason: "invalid_grant",
  });
});

test("a refresh token nobody used for half a year is dead, and of an app in testing after a week", async () => {
  const scene = await aConnectedGoogle();
  scene.pass(182 * 24 * 60);
  await scene.client.refreshAccessToken();
  scene.pass(182 * 24 * 60);
  await scene.client.refreshAccessToken();
  scene.pass(183 * 24 * 60);
  expect(await refusalOf(scene.client.refreshAccessToken())).toMatchObject({ reason: "invalid_grant" });

  const other = await aConnectedGoogle();
  other.engine.grants.isInTesting = true;
  other.pass(7 * 24 * 60);
  expect(await refusalOf(other.client.refreshAccessToken())).toMatchObject({ reason: "invalid_grant" });
});

test("of a hundred and one refresh tokens the oldest is dead", async () => {
  const { engine, request, client, tokens } = await aConnectedGoogle();
  for (let n = 0; n < 100; n++) await client.getToken(codeIn(engine.consent(request(), { account: ann })));
  client.setCredentials(tokens);
  expect(await refusalOf(client.refreshAccessToken())).toMatchObject({ reason: "invalid_grant" });
});

test("nobody without a token is let in", async () => {
  const { vendor } = aGoogle();
  const address = "https://www.googleapis.com/calendar/v3/calendars/primary/events";
  for (const headers of [{}, { authorization: "Bearer ya29.none" }, { authorization: "Basic x" }])
    expect((await vendor.fetch(address, { headers: headers as HeadersInit })).status).toBe(401);
});

test("whose a token is, is told to who was let see it", async () => {
  const email = "https://www.googleapis.com/auth/userinfo.email";
  const { engine, request, client, vendor } = aGoogle();
  const code = codeIn(engine.consent(request({ scope: `${email} ${eventsScope}` }), { account: ann }));
  const { tokens } = await client.getToken(code);
  expect(await client.getTokenInfo(tokens.access_token!)).toMatchObject({
    email: ann,
    scopes: [email, eventsScope],
  });
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const about = await vendor.fetch("https://www.googleapis.com/oauth2/v2/userinfo", { headers });
  expect(await about.json()).toMatchObject({ email: ann, verified_email: true });
  const blind = await aConnectedGoogle();
  const refused = await blind.vendor.fetch("https://www.googleapis.com/oauth2/v2/userinfo", {
    headers: { authorization: `Bearer ${blind.tokens.access_token}` },
  });
  expect(refused.status).toBe(403);
});
