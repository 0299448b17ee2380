import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { resendCarrier } from "#app/integrations/resend.server.ts";
import { aSandbox } from "#tests/sandbox/a-sandbox.ts";
import { aLetter, awkward } from "./a-letter.ts";

async function aCarrier(apiKey = "re_test") {
  const sandbox = await aSandbox();
  const { url: baseUrl } = sandbox;
  // Only who waits for an answer that never comes gives up soon: a busy machine is slow to answer, too.
  const impatient = resendCarrier({ apiKey, baseUrl, timeoutMs: 300 });
  return { ...sandbox, carrier: resendCarrier({ apiKey, baseUrl }), impatient };
}

test("a letter is sent whole, calendar file and all", async () => {
  const { carrier, inbox } = await aCarrier();

  expect(await carrier.hand(aLetter, "confirmed:1")).toEqual({ outcome: "sent", id: expect.any(String) });

  const [file] = aLetter.attachments;
  const content = Buffer.from(file!.content).toString("base64");
  const { from, subject, html, text } = aLetter;
  expect(await inbox("ann@demo.test")).toMatchObject([
    {
      from,
      subject,
      html,
      text,
      attachments: [{ filename: "call.ics", contentType: file!.contentType, content }],
    },
  ]);
});

test("handing the same letter over twice sends it once", async () => {
  const { carrier, inbox } = await aCarrier();
  const first = await carrier.hand(aLetter, "confirmed:1");
  expect(await carrier.hand(aLetter, "confirmed:1")).toEqual(first);
  expect(await inbox()).toHaveLength(1);
});

test.each(awkward)("%j in a name or subject adds no header and no recipient", async (written) => {
  const { carrier, inbox, requests } = await aCarrier();
  const letter = { ...aLetter, from: `"${written}" <hello@demo.test>`, subject: written };

  expect(await carrier.hand(letter, "k")).toMatchObject({ outcome: "sent" });

  expect((await inbox()).map(({ to }) => to)).toEqual([["ann@demo.test"]]);
  expect(JSON.stringify((await requests())[0]!.body)).not.toMatch(/"subject":"[^"]*\\[rnu]/);
});

test("where nobody listens, the letter was certainly not sent", async () => {
  const carrier = resendCarrier({ apiKey: "re_test", baseUrl: `http://127.0.0.1:${await aClosedPort()}` });
  const why = "Resend could not be reached: ECONNREFUSED";
  expect(await carrier.hand(aLetter, "k")).toEqual({ outcome: "not_sent", permanent: false, why });
});

test("where the name cannot be found, the letter was certainly not sent", async () => {
  const carrier = resendCarrier({ apiKey: "re_test", baseUrl: "http://nowhere.invalid" });
  expect(await carrier.hand(aLetter, "k")).toMatchObject({ outcome: "not_sent", permanent: false });
});

test.each([
  ["refuse", "perhaps", 0],
  ["hang", "perhaps", 0],
  ["500", "perhaps", 0],
  ["cut", "perhaps", 0],
  ["lose-answer", "perhaps", 1],
  ["bad-json", "perhaps", 1],
] as const)(
  "after %s the letter is %s sent, and asking again sends it once",
  async (fault, outcome, arrived) => {
    const { carrier, impatient, inbox, fail } = await aCarrier();
    await fail({ service: "resend", fault, times: 1 });

    const first = fault === "hang" ? impatient : carrier;
    expect(await first.hand(aLetter, "confirmed:1")).toMatchObject({ outcome });
    expect(await inbox()).toHaveLength(arrived);
    expect(await carrier.hand(aLetter, "confirmed:1")).toMatchObject({ outcome: "sent" });
    expect(await inbox()).toHaveLength(1);
  },
);

test("while a slow answer is awaited, the same key stays perhaps", async () => {
  const { carrier, impatient, fail } = await aCarrier();
  await fail({ service: "resend", fault: "slow", ms: 5_000, times: 1 });
  expect(await impatient.hand(aLetter, "k")).toMatchObject({ outcome: "perhaps" });
  const why = "Resend answered 409 concurrent_idempotent_requests";
  expect(await carrier.hand(aLetter, "k")).toEqual({ outcome: "perhaps", why });
});

test("a key that stands for another letter is perhaps: something was sent under it", async () => {
  const { carrier } = await aCarrier();
  await carrier.hand(aLetter, "k");
  const why = "Resend answered 409 invalid_idempotent_request";
  expect(await carrier.hand({ ...aLetter, subject: "Other" }, "k")).toEqual({ outcome: "perhaps", why });
});

test("too many at once is not sent, and worth another try", async () => {
  const { carrier, fail } = await aCarrier();
  await fail({ service: "resend", fault: "429" });
  const why = "Resend answered 429 rate_limit_exceeded";
  expect(await carrier.hand(aLetter, "k")).toEqual({ outcome: "not_sent", permanent: false, why });
});

test("a letter Resend refuses is not sent for good, and the reason quotes nobody", async () => {
  const { carrier } = await aCarrier();
  const why = "Resend answered 422 validation_error";
  expect(await carrier.hand({ ...aLetter, to: "ann@" }, "k")).toEqual({
    outcome: "not_sent",
    permanent: true,
    why,
  });
});

test("under a wrong key the letter waits until somebody puts the key right", async () => {
  const { carrier } = await aCarrier("sk_wrong");
  expect(await carrier.hand(aLetter, "k")).toMatchObject({ outcome: "not_sent", permanent: false });
});

async function aClosedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const closed = once(server, "close");
  server.close();
  await closed;
  return port;
}
