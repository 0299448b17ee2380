import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { defaultFolder, openContracts } from "#sandbox/contracts.ts";
import { openSandbox } from "#sandbox/open.ts";
import { aGoodEmail, aSandbox } from "./a-sandbox.ts";

test("a letter is shown in exactly the shape scripts rely on", async () => {
  const { resend, json } = await aSandbox();
  const content = Buffer.from("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  const contentType = "text/calendar; charset=utf-8; method=REQUEST";
  await resend.emails.send({ ...aGoodEmail, attachments: [{ filename: "call.ics", contentType, content }] });

  expect(await json("/control/inbox?to=ann@demo.test")).toEqual({
    messages: [
      {
        id: expect.any(String),
        to: ["ann@demo.test"],
        from: aGoodEmail.from,
        subject: aGoodEmail.subject,
        html: aGoodEmail.html,
        text: aGoodEmail.text,
        attachments: [{ filename: "call.ics", contentType, content: content.toString("base64") }],
        at: "2026-11-20T12:00:00.000Z",
      },
    ],
  });
});

test("letters stand in the order they came, and others' mail is left out", async () => {
  const { resend, inbox } = await aSandbox();
  await resend.emails.send({ ...aGoodEmail, subject: "first" });
  await resend.emails.send({ ...aGoodEmail, subject: "other", to: "ben@demo.test" });
  await resend.emails.send({ ...aGoodEmail, subject: "second" });
  expect((await inbox("ann@demo.test")).map(({ subject }) => subject)).toEqual(["first", "second"]);
});

test("only the last 2,000 letters are kept", async () => {
  const { resend, inbox } = await aSandbox();
  const hundred = Array.from({ length: 100 }, () => aGoodEmail);
  await resend.emails.send({ ...aGoodEmail, subject: "oldest" });
  for (let n = 0; n < 20; n++) await resend.batch.send(hundred);
  const kept = await inbox();
  expect(kept).toHaveLength(2_000);
  expect(kept.some(({ subject }) => subject === "oldest")).toBe(false);
});

test("reset forgets mail, requests, faults and keys", async () => {
  const { resend, inbox, requests, fail, post } = await aSandbox();
  await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  await fail({ service: "resend", fault: "500" });

  await post("/control/reset", {});

  expect(await inbox()).toEqual([]);
  expect(await requests()).toEqual([]);
  expect(
    (await resend.emails.send({ ...aGoodEmail, subject: "x" }, { idempotencyKey: "once" })).error,
  ).toBeNull();
});

test("what was asked is remembered, without the key", async () => {
  const { resend, requests } = await aSandbox();
  await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  await resend.emails.get("7");

  const [sent, read] = await requests();

  expect(sent).toMatchObject({
    service: "resend",
    method: "POST",
    path: "/emails",
    status: 200,
    body: aGoodEmail,
  });
  expect(sent!.headers).toMatchObject({ "idempotency-key": "once" });
  expect(JSON.stringify(sent)).not.toContain("re_test");
  expect(read).toMatchObject({ method: "GET", path: "/emails/7", status: 422 });
});

test("the SDK's requests and the sandbox's answers keep Resend's contract, where it can be read", async () => {
  const { resend, requests } = await aSandbox();
  const attachments = [{ filename: "a.txt", content: Buffer.from("a") }];
  const scheduledAt = "2026-11-20T14:00:00Z";
  const { data } = await resend.emails.send(
    { ...aGoodEmail, attachments, scheduledAt },
    { idempotencyKey: "once" },
  );
  await resend.emails.update({ id: data!.id, scheduledAt: "2026-11-20T15:00:00Z" });
  await resend.emails.get(data!.id);
  await resend.emails.list();
  await resend.batch.send([aGoodEmail]);
  await resend.emails.cancel(data!.id);

  const found = (await requests()).map(({ violations }) => violations);

  if (openContracts() === null)
    console.info(`No contracts at ${defaultFolder()}: nothing was compared with them.`);
  expect(found).toEqual(Array.from({ length: 6 }, () => (openContracts() === null ? null : [])));
});

test("a request that breaks the contract is named", async () => {
  const { resend, requests } = await aSandbox();
  await resend.post("/emails", { from: 7, to: "ann@demo.test" });
  const [received] = await requests();
  if (openContracts() === null) expect(received!.violations).toBeNull();
  else expect(received!.violations).toContainEqual(expect.objectContaining({ in: "request", param: "from" }));
});

test("where the contracts are not there, the sandbox says so", async () => {
  expect(openContracts("/nowhere")).toBeNull();
});

test.each([
  [
    "/v1/terminal/readers",
    { error: { type: "api_error", code: "not_implemented", message: expect.any(String) } },
  ],
  ["/calendar/v3/colors", { error: { code: 501, errors: [{ reason: "notImplemented" }] } }],
  ["/oauth2/v2/certs", { error: { code: 501 } }],
  ["/token", { error: { code: 501 } }],
  ["/revoke?token=x", { error: { code: 501 } }],
  ["/fax", { error: { code: "not_implemented" } }],
])("%s is not there yet and says so with 501", async (path, body) => {
  const { url } = await aSandbox();
  const response = await fetch(url + path);
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject(body);
});

test("an unknown control call is refused with 404 and words", async () => {
  const { url } = await aSandbox();
  const response = await fetch(`${url}/control/nothing`, { method: "POST", body: "\u0000" });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { message: "There is no POST /control/nothing." } });
});

test("a port that is taken is an error, and nothing stays open", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  await expect(openSandbox({ port, smtpPort: 0 })).rejects.toThrow("EADDRINUSE");
});
