import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { aGoodEmail, aSandbox } from "./a-sandbox.ts";

function sending(smtpUrl: string, change: object = {}) {
  return createTransport(smtpUrl).sendMail({ ...aGoodEmail, ...change });
}

test("a letter sent by SMTP lies in the same inbox, in the same shape", async () => {
  const { smtpUrl, inbox } = await aSandbox();
  const contentType = "text/calendar; charset=utf-8; method=CANCEL";

  await sending(smtpUrl, {
    bcc: "Desk@demo.test",
    attachments: [{ filename: "Séance.ics", contentType, content: "BEGIN:VCALENDAR" }],
  });

  expect(await inbox("desk@demo.test")).toEqual([
    {
      id: expect.any(String),
      to: ["ann@demo.test", "desk@demo.test"],
      from: '"Maren Holt" <hello@demo.test>',
      subject: aGoodEmail.subject,
      html: aGoodEmail.html,
      text: aGoodEmail.text,
      attachments: [
        { filename: "Séance.ics", contentType, content: Buffer.from("BEGIN:VCALENDAR").toString("base64") },
      ],
      at: "2026-11-20T12:00:00.000Z",
    },
  ]);
});

test("anyone may sign in", async () => {
  const { smtpUrl, inbox } = await aSandbox();
  await sending(smtpUrl.replace("//", "//someone:secret@"));
  expect(await inbox()).toHaveLength(1);
});

test.each([
  ["refuse", { responseCode: 421 }, 0],
  ["500", { responseCode: 554 }, 0],
  ["429", { responseCode: 451 }, 0],
  ["cut", { code: "ECONNECTION" }, 0],
  ["lose-answer", { code: "ECONNECTION" }, 1],
] as const)("%s reaches the client, and afterwards mail goes through", async (fault, error, arrived) => {
  const { smtpUrl, inbox, fail } = await aSandbox();
  await fail({ service: "smtp", fault, times: 1 });
  await expect(sending(smtpUrl)).rejects.toMatchObject(error);
  expect(await inbox()).toHaveLength(arrived);
  await sending(smtpUrl);
  expect(await inbox()).toHaveLength(arrived + 1);
});

test("a hanging server never greets, a slow one takes the letter late", async () => {
  const { smtpUrl, inbox, fail } = await aSandbox();
  await fail({ service: "smtp", fault: "hang", times: 1 });
  await expect(sending(smtpUrl, { signal: AbortSignal.timeout(400) })).rejects.toMatchObject({
    code: "EABORT",
  });
  await fail({ service: "smtp", fault: "slow", ms: 50, times: 1 });
  await sending(smtpUrl);
  expect(await inbox()).toHaveLength(1);
});

test("a fault for one recipient leaves the others alone", async () => {
  const { smtpUrl, inbox, fail } = await aSandbox();
  for (const fault of ["refuse", "500"] as const) {
    await fail({ service: "smtp", fault, match: "ben@", times: 1 });
    await sending(smtpUrl);
    await expect(sending(smtpUrl, { to: "ben@demo.test" })).rejects.toThrow();
  }
  expect(await inbox()).toHaveLength(2);
});

test("what came by SMTP stands among the requests", async () => {
  const { smtpUrl, requests } = await aSandbox();
  await sending(smtpUrl);
  expect(await requests()).toMatchObject([{ service: "smtp", path: "ann@demo.test", status: 250 }]);
});
