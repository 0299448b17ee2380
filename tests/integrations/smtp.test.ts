import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { smtpCarrier } from "#app/integrations/smtp.server.ts";
import { aSandbox } from "#tests/sandbox/a-sandbox.ts";
import { aLetter, awkward } from "./a-letter.ts";

async function aCarrier() {
  const sandbox = await aSandbox();
  return { ...sandbox, carrier: smtpCarrier({ url: sandbox.smtpUrl, timeoutMs: 600 }) };
}

test("a letter is sent whole, calendar file and all", async () => {
  const { carrier, inbox } = await aCarrier();

  expect(await carrier.hand(aLetter, "confirmed:1")).toMatchObject({ outcome: "sent" });

  const [file] = aLetter.attachments;
  const content = Buffer.from(file!.content).toString("base64");
  const { subject, html, text } = aLetter;
  expect(await inbox()).toMatchObject([
    { subject, html, text, attachments: [{ filename: "call.ics", contentType: file!.contentType, content }] },
  ]);
});

test("the same key gives the same Message-ID, another key another", async () => {
  const { carrier } = await aCarrier();
  const first = await carrier.hand(aLetter, "a");
  expect(first).toEqual({ outcome: "sent", id: expect.stringMatching(/^<[0-9a-f]{40}@demo\.test>$/) });
  expect(await carrier.hand({ ...aLetter, text: "changed" }, "a")).toEqual(first);
  expect(await carrier.hand(aLetter, "b")).not.toEqual(first);
});

test.each(awkward)("%j in a name, a subject or a file adds no header and no recipient", async (written) => {
  const [file] = aLetter.attachments;
  const letter = {
    ...aLetter,
    from: `"${written}" <hello@demo.test>`,
    replyTo: `"${written}" <desk@demo.test>`,
    subject: written,
    attachments: [{ ...file!, filename: `${written}.ics`, contentType: `${file!.contentType}\r\nX-Evil: 1` }],
  };
  const server = await aServer(["220 x", "250 x", "250 x", "250 x", "354 x", "250 x", "221 x"]);

  expect(await smtpCarrier({ url: server.url }).hand(letter, "k")).toMatchObject({ outcome: "sent" });

  const raw = server.heard();
  expect(raw.match(/^RCPT TO:.*$/gm)).toEqual(["RCPT TO:<ann@demo.test>"]);
  expect(raw).not.toMatch(/^(bcc|x-evil):/im);
  expect(raw.match(/^subject:/gim)).toHaveLength(1);
  expect(raw).not.toContain("\u0000");
});

test("an address that holds two goes to neither", async () => {
  const { carrier, inbox } = await aCarrier();
  const letter = { ...aLetter, to: "ann@demo.test, evil@x.test" };
  expect(await carrier.hand(letter, "k")).toMatchObject({ outcome: "not_sent", permanent: true });
  expect(await inbox()).toEqual([]);
});

test.each([
  ["refuse", { outcome: "not_sent", permanent: false }, 0],
  ["hang", { outcome: "not_sent", permanent: false }, 0],
  ["429", { outcome: "not_sent", permanent: false }, 0],
  ["500", { outcome: "not_sent", permanent: true }, 0],
  ["cut", { outcome: "perhaps" }, 0],
  ["lose-answer", { outcome: "perhaps" }, 1],
  ["slow", { outcome: "perhaps" }, 0],
] as const)("what becomes of a letter after %s is told apart", async (fault, handed, arrived) => {
  const { carrier, inbox, fail } = await aCarrier();
  await fail({ service: "smtp", fault, times: 1 });
  expect(await carrier.hand(aLetter, "k")).toMatchObject(handed);
  expect(await inbox()).toHaveLength(arrived);
});

test("where nobody listens, the letter was certainly not sent", async () => {
  const server = await aServer([]);
  await server.close();
  expect(await smtpCarrier({ url: server.url }).hand(aLetter, "k")).toMatchObject({
    outcome: "not_sent",
    permanent: false,
  });
});

test.each([
  ["a sender refused for now", ["220 x", "250 x", "451 later"], { outcome: "not_sent", permanent: false }],
  [
    "a recipient nobody knows",
    ["220 x", "250 x", "250 x", "550 who?"],
    { outcome: "not_sent", permanent: true },
  ],
  ["DATA refused", ["220 x", "250 x", "250 x", "250 x", "554 no"], { outcome: "not_sent", permanent: true }],
  ["a line cut before DATA", ["220 x", "250 x", "250 x", "CUT"], { outcome: "not_sent", permanent: false }],
  ["a line cut after 354", ["220 x", "250 x", "250 x", "250 x", "354 go", "CUT"], { outcome: "perhaps" }],
])("%s is told from the rest", async (_what, replies, handed) => {
  const { url } = await aServer(replies);
  expect(await smtpCarrier({ url, timeoutMs: 2_000 }).hand(aLetter, "k")).toMatchObject(handed);
});

test("a refused password can be put right, so the letter is kept", async () => {
  const { url } = await aServer(["220 x", "250-x\r\n250 AUTH PLAIN", "535 no"]);
  const handed = await smtpCarrier({ url: url.replace("//", "//me:wrong@") }).hand(aLetter, "k");
  expect(handed).toEqual({ outcome: "not_sent", permanent: false, why: "SMTP EAUTH AUTH PLAIN 535" });
});

/** A server that says these replies one after the other, whatever it hears: a letter counts as heard at its final dot. */
async function aServer(replies: string[]) {
  let heard = "";
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const left = [...replies];
    let inLetter = false;
    const say = () => {
      const reply = left.shift() ?? "221 bye";
      inLetter = reply.startsWith("354");
      if (reply === "CUT") socket.destroy();
      else socket.write(`${reply}\r\n`);
    };
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      heard += chunk.toString("utf8");
      if (!inLetter || heard.endsWith("\r\n.\r\n")) say();
    });
    say();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };

  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  }
  onTestFinished(close);
  return { url: `smtp://127.0.0.1:${port}`, heard: () => heard, close };
}
