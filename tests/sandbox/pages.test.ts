import { expect, test } from "vitest";
import { demoSecret } from "#app/domain/operations/seed/demo-secret.ts";
import { codeAt } from "#tests/support/a-session.ts";
import { aGoodEmail, aSandbox } from "./a-sandbox.ts";

async function page(address: string) {
  const response = await fetch(address);
  return { status: response.status, headers: response.headers, html: await response.text() };
}

test("the inbox lists letters, newest first, each with its page", async () => {
  const { url, resend, inbox } = await aSandbox();
  expect((await page(`${url}/inbox`)).html).toContain("No mail yet");
  for (const subject of ["Older", "Newer"]) await resend.emails.send({ ...aGoodEmail, subject });

  const { html } = await page(`${url}/inbox`);
  const [older] = await inbox();

  expect(html).toContain("<h1>Sandbox inbox</h1>");
  expect(html.indexOf("Newer")).toBeLessThan(html.indexOf("Older"));
  expect(html).toContain(`href="/inbox/${older!.id}"`);
});

test("links in the text part can be followed", async () => {
  const { url, resend, inbox } = await aSandbox();
  await resend.emails.send({
    ...aGoodEmail,
    text: "Sign in: http://127.0.0.1:3000/link/abc?x=1&y=2.\nThank you.",
  });
  const [message] = await inbox();
  const { html } = await page(`${url}/inbox/${message!.id}`);
  expect(html).toContain('<a href="http://127.0.0.1:3000/link/abc?x=1&amp;y=2">');
});

test("the letter's own page may neither run scripts nor reach the sandbox", async () => {
  const { url, resend, inbox } = await aSandbox();
  await resend.emails.send({
    ...aGoodEmail,
    html: '<script>alert(1)</script><a href="https://x.test">go</a>',
  });
  const [message] = await inbox();

  const { html, headers } = await page(`${url}/inbox/${message!.id}/html`);

  expect(html).toContain('<a href="https://x.test">go</a>');
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("content-security-policy")).toMatch(
    /sandbox allow-top-navigation-by-user-activation allow-popups/,
  );
  expect(headers.get("content-security-policy")).not.toContain("allow-scripts");
});

test("nothing in a letter becomes markup of the sandbox's own pages", async () => {
  const { url, resend, inbox } = await aSandbox();
  const nasty = '"><script>alert(1)</script>';
  const attachments = [{ filename: nasty, contentType: nasty, content: Buffer.from("x") }];
  await resend.emails.send({
    ...aGoodEmail,
    subject: nasty,
    text: `${nasty} http://x.test/"onclick=1`,
    attachments,
  });
  const [message] = await inbox();

  for (const address of ["/inbox", `/inbox/${message!.id}`, `/inbox?to=${encodeURIComponent(nasty)}`]) {
    const { html } = await page(url + address);
    expect(html).not.toContain("<script");
    expect(html).not.toContain('"onclick');
  }
});

test("files are downloaded, never shown", async () => {
  const { url, resend, inbox } = await aSandbox();
  const attachments = [
    { filename: "Zoë's call.ics", contentType: "text/calendar", content: Buffer.from("BEGIN") },
  ];
  await resend.emails.send({ ...aGoodEmail, attachments });
  const [message] = await inbox();

  const { html, headers } = await page(`${url}/inbox/${message!.id}/attachments/0`);

  expect(html).toBe("BEGIN");
  expect(headers.get("content-type")).toBe("text/calendar");
  expect(headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''Zo%C3%AB%27s%20call.ics");
});

test.each(["/inbox/none", "/inbox/none/html", "/inbox/none/attachments/0", "/inbox/%E0%A4%A/html"])(
  "%s is not there and says so",
  async (address) => {
    const { url } = await aSandbox();
    const { status, html } = await page(url + address);
    expect(status).toBe(404);
    expect(html).toContain("Not here");
  },
);

test("the index says what the sandbox is and leads to all that it shows", async () => {
  const { url } = await aSandbox();
  const { html } = await page(url);
  expect(html).toContain("Nothing leaves this machine");
  for (const address of ["/inbox", "/google/calendar", "/google/consent"])
    expect(html).toContain(`href="${address}"`);
});

test("the phone of the demo shows the code of the moment, and comes again when it changes", async () => {
  const { url, pass } = await aSandbox();
  pass(1 / 180); // Twenty seconds.
  const { html } = await page(`${url}/second-factor`);
  const code = codeAt(new Date("2026-11-20T12:00:20Z"), 0, demoSecret);
  expect(html).toContain(`<p class="code">${code.slice(0, 3)} ${code.slice(3)}</p>`);
  expect(html).toContain('<meta http-equiv="refresh" content="10" />');
  expect((await page(url)).html).toContain('href="/second-factor"');
});
