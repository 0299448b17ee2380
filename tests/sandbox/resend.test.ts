import { type CreateEmailOptions, Resend } from "resend";
import { expect, test } from "vitest";
import { aGoodEmail, aSandbox } from "./a-sandbox.ts";

test("an email the SDK sends arrives and can be read back", async () => {
  const { resend, inbox } = await aSandbox();

  const { data } = await resend.emails.send({
    ...aGoodEmail,
    cc: "Cee <CC@demo.test>",
    replyTo: "desk@demo.test",
  });
  const read = await resend.emails.get(data!.id);

  expect(await inbox("ANN@demo.test")).toMatchObject([
    {
      to: ["ann@demo.test", "cc@demo.test"],
      from: aGoodEmail.from,
      subject: aGoodEmail.subject,
      attachments: [],
    },
  ]);
  expect(read.data).toMatchObject({ object: "email", last_event: "delivered", reply_to: ["desk@demo.test"] });
});

const refusals: [string, number, string, Record<string, unknown>][] = [
  ["no sender", 422, "missing_required_field", { from: undefined }],
  ["no recipient", 422, "missing_required_field", { to: [] }],
  ["no subject", 422, "missing_required_field", { subject: "" }],
  ["nothing to read", 422, "missing_required_field", { html: undefined, text: undefined }],
  ["a sender without address", 422, "validation_error", { from: "Maren Holt" }],
  ["a recipient without a domain", 422, "validation_error", { to: "ann@" }],
  ["two recipients in one field", 422, "validation_error", { to: "ann@demo.test, ben@demo.test" }],
  ["51 recipients", 422, "validation_error", { to: Array.from({ length: 51 }, (_, n) => `c${n}@demo.test`) }],
  ["a line break in a name", 422, "validation_error", { from: "Ann\r\nBcc: x@y.test <ann@demo.test>" }],
  ["a line break in the subject", 422, "validation_error", { subject: "Hello\r\nBcc: x@y.test" }],
  ["NUL in the subject", 422, "validation_error", { subject: "Hello\u0000" }],
  ["a line break in a header", 422, "validation_error", { headers: { "X-Ref": "1\r\nBcc: x@y.test" } }],
  ["a subject that is a number", 422, "validation_error", { subject: 7 }],
  ["a tag with a space", 422, "validation_error", { tags: [{ name: "kind", value: "a b" }] }],
  ["a schedule in words", 422, "validation_error", { scheduledAt: "in a while" }],
  ["an empty attachment", 422, "invalid_attachment", { attachments: [{ filename: "a.txt" }] }],
  [
    "an attachment that is not base64",
    422,
    "invalid_attachment",
    { attachments: [{ filename: "a", content: "é" }] },
  ],
];

test.each(refusals)("%s is refused with %i %s", async (_why, statusCode, name, change) => {
  const { resend, inbox } = await aSandbox();

  const { data, error } = await resend.emails.send({ ...aGoodEmail, ...change } as CreateEmailOptions);

  expect(data).toBeNull();
  expect(error).toMatchObject({ statusCode, name, message: expect.any(String) });
  expect(await inbox()).toEqual([]);
});

test("a wrong key is refused with 403 invalid_api_key", async () => {
  const { url } = await aSandbox();
  const { error } = await new Resend("sk_wrong", { baseUrl: url }).emails.send(aGoodEmail);
  expect(error).toMatchObject({ statusCode: 403, name: "invalid_api_key" });
});

test("no key is refused with 401 missing_api_key", async () => {
  const { resend } = await aSandbox();
  const { error } = await resend.post("/emails", aGoodEmail, { headers: { authorization: "" } });
  expect(error).toMatchObject({ statusCode: 401, name: "missing_api_key" });
});

test("an email that was never sent is refused with 404 not_found, a bad id with 422 invalid_parameter", async () => {
  const { resend } = await aSandbox();
  const unknown = await resend.emails.get("00000000-0000-4000-8000-000000000000");
  const bad = await resend.emails.get("7");
  expect(unknown.error).toMatchObject({ statusCode: 404, name: "not_found" });
  expect(bad.error).toMatchObject({ statusCode: 422, name: "invalid_parameter" });
});

test("a method Resend does not have is refused with 405 method_not_allowed", async () => {
  const { resend } = await aSandbox();
  const { error } = await resend.delete("/emails");
  expect(error).toMatchObject({ statusCode: 405, name: "method_not_allowed" });
});

test("a body that is not JSON is refused with 400 validation_error", async () => {
  const { url } = await aSandbox();
  const headers = { authorization: "Bearer re_test" };
  const response = await fetch(`${url}/emails`, { method: "POST", body: "{", headers });
  expect(await response.json()).toMatchObject({ statusCode: 400, name: "validation_error" });
});

test("names, subjects and text in any script arrive as they were written", async () => {
  const { resend, inbox } = await aSandbox();
  const email = {
    ...aGoodEmail,
    from: '"Мария, 🌿" <m@demo.test>',
    subject: "Zoë עברית 日本",
    text: "<b>&amp;\u2028",
  };

  const { error } = await resend.emails.send(email);

  expect(error).toBeNull();
  expect(await inbox()).toMatchObject([{ from: email.from, subject: email.subject, text: email.text }]);
});

test("the same key and body send one email and give one id", async () => {
  const { resend, inbox } = await aSandbox();

  const first = await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  const again = await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });

  expect(again.data).toEqual(first.data);
  expect(await inbox()).toHaveLength(1);
});

test("the same key with another body is refused with 409 invalid_idempotent_request", async () => {
  const { resend } = await aSandbox();
  await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  const { error } = await resend.emails.send({ ...aGoodEmail, subject: "Other" }, { idempotencyKey: "once" });
  expect(error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
});

test("the same key while the first is on its way is refused with 409 concurrent_idempotent_requests", async () => {
  const { resend, inbox, fail } = await aSandbox();
  await fail({ service: "resend", fault: "slow", ms: 300, times: 1 });

  const both = await Promise.all(
    [1, 2].map(() => resend.emails.send(aGoodEmail, { idempotencyKey: "once" })),
  );

  expect(both.map(({ error }) => error?.name ?? "sent").sort()).toEqual([
    "concurrent_idempotent_requests",
    "sent",
  ]);
  expect(await inbox()).toHaveLength(1);
});

test("a key of more than 256 characters is refused with 400 invalid_idempotency_key", async () => {
  const { resend } = await aSandbox();
  const { error } = await resend.emails.send(aGoodEmail, { idempotencyKey: "k".repeat(257) });
  expect(error).toMatchObject({ statusCode: 400, name: "invalid_idempotency_key" });
});

test("a refused email leaves its key free", async () => {
  const { resend } = await aSandbox();
  await resend.emails.send({ ...aGoodEmail, to: "ann" }, { idempotencyKey: "once" });
  const { error } = await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  expect(error).toBeNull();
});

test("a key is forgotten after 24 hours and not before", async () => {
  const { resend, inbox, pass } = await aSandbox();
  await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  pass(23.9);
  await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  expect(await inbox()).toHaveLength(1);
  pass(0.1);
  await resend.emails.send(aGoodEmail, { idempotencyKey: "once" });
  expect(await inbox()).toHaveLength(2);
});

test("a strict batch is refused whole; a permissive one sends the sound emails and names the others", async () => {
  const { resend, inbox } = await aSandbox();
  const batch = [aGoodEmail, { ...aGoodEmail, to: "ann" }];

  const strict = await resend.batch.send(batch);
  expect(strict.error).toMatchObject({ statusCode: 422, name: "validation_error" });
  expect(await inbox()).toHaveLength(0);

  const permissive = await resend.batch.send(batch, { batchValidation: "permissive" });
  expect(permissive.data).toMatchObject({ data: [{ id: expect.any(String) }], errors: [{ index: 1 }] });
  expect(await inbox()).toHaveLength(1);
});

test("a batch of 101 is refused with 422 validation_error", async () => {
  const { resend } = await aSandbox();
  const { error } = await resend.batch.send(Array.from({ length: 101 }, () => aGoodEmail));
  expect(error).toMatchObject({ statusCode: 422, name: "validation_error" });
});

test("a scheduled email waits, can be moved, and arrives when its time has come", async () => {
  const { resend, inbox, pass } = await aSandbox();
  const { data } = await resend.emails.send({ ...aGoodEmail, scheduledAt: "2026-11-20T14:00:00Z" });
  await resend.emails.update({ id: data!.id, scheduledAt: "2026-11-20T15:00:00Z" });
  pass(2);
  expect(await inbox()).toEqual([]);
  pass(1);
  expect(await inbox()).toHaveLength(1);
});

test("a cancelled email never arrives, and what has been sent cannot be cancelled", async () => {
  const { resend, inbox, pass } = await aSandbox();
  const later = await resend.emails.send({ ...aGoodEmail, scheduledAt: "2026-11-20T14:00:00Z" });
  await resend.emails.cancel(later.data!.id);
  pass(3);
  expect(await inbox()).toEqual([]);

  const { error } = await resend.emails.cancel(later.data!.id);
  expect(error).toMatchObject({ statusCode: 422, name: "validation_error" });
});

test.each(["bounced", "suppressed", "complained"])(
  "mail to Resend's address for it is marked %s",
  async (event) => {
    const { resend, inbox } = await aSandbox();
    const { data } = await resend.emails.send({ ...aGoodEmail, to: `${event}+label@resend.dev` });
    expect((await resend.emails.get(data!.id)).data).toMatchObject({ last_event: event });
    expect(await inbox()).toHaveLength(event === "complained" ? 1 : 0);
  },
);

test("emails are listed newest first, page by page", async () => {
  const { resend } = await aSandbox();
  for (const subject of ["1", "2", "3"]) await resend.emails.send({ ...aGoodEmail, subject });

  const first = await resend.emails.list({ limit: 2 });
  const second = await resend.emails.list({ limit: 2, after: first.data!.data.at(-1)!.id });

  expect(first.data).toMatchObject({ has_more: true, data: [{ subject: "3" }, { subject: "2" }] });
  expect(second.data).toMatchObject({ has_more: false, data: [{ subject: "1" }] });
});
