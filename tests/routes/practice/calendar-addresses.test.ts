import { afterAll, beforeAll, expect, test } from "vitest";
import { openSandbox, type Sandbox } from "#sandbox/open.ts";
import { openBuiltHouse } from "#tests/support/built-house.ts";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { signIn } from "#tests/support/sign-in.ts";

let sandbox: Sandbox;
let open: Awaited<ReturnType<typeof openBuiltHouse>>;
let practice: TestPractice;
let cookie: string;
beforeAll(async () => {
  sandbox = await openSandbox({ port: 0 });
  open = await openBuiltHouse({ SANDBOX_URL: sandbox.url });
  practice = await aPractice(open.house, { isHome: true });
  const { userId, memberId } = practice;
  const place = { practiceId: practice.ctx.practiceId, memberId };
  cookie = (await signIn(open.house, { userId, place })).cookie;
});
afterAll(async () => {
  await open.close();
  await sandbox.close();
});

const page = "/practice/settings/calendar-addresses";

async function send(
  path: string,
  {
    form,
    method = form ? "POST" : "GET",
    headers = {},
  }: { form?: Record<string, string>; method?: string; headers?: Record<string, string> } = {},
) {
  const origin = "http://localhost:3000";
  const request = new Request(`${origin}${path}`, {
    method,
    headers: { host: "localhost:3000", origin, ...(path.startsWith("/practice") && { cookie }), ...headers },
    ...(form && { body: new URLSearchParams(form) }),
  });
  const answer = await open.built.selvage.answer(request, { address: "127.9.8.6" });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test("an address is added, read and removed", async () => {
  expect((await send(page)).text).toContain("No calendar is read by its address yet.");
  const added = await send(page, { form: { url: `${sandbox.url}/ical/family.ics`, name: "Family" } });
  expect(added.status, added.text).toBe(303);
  expect(added.headers.get("location")).toBe(`${page}?news=added`);
  const shown = (await send(page)).text;
  expect(shown).toMatch(/Family.*From.*127\.0\.0\.1.*Read on/s);
  expect(shown).not.toContain("family.ics");
  const { rows } = await open.sql.query("select count(*)::int as busy from busy_times where source = 'ical'");
  expect(rows[0].busy).toBeGreaterThan(80);
  const [, removal = ""] = /action="([^"]+\/removal)"/.exec(shown) ?? [];
  expect((await send(removal, { form: {} })).headers.get("location")).toBe(`${page}?news=removed`);
  expect((await send(removal, { form: {} })).status).toBe(404);
});

test.each([
  ["", "The address of the calendar, please."],
  ["not an address", "It begins with https://"],
  ["http://calendars.test/a.ics", "It begins with https://"],
  ["https://me:secret@calendars.test/a.ics", "a name and a password in it"],
  ["https://127.0.0.1/a.ics", "into a private network"],
  ["https://169.254.169.254/latest/meta-data", "into a private network"],
  ["https://[::1]/a.ics", "into a private network"],
])("the address “%s” is refused in words, and what was typed stays", async (url, words) => {
  const answer = await send(page, { form: { url, name: "Choir" } });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(words);
  expect(answer.text).toContain('value="Choir"');
});

test("what is no calendar is refused in words", async () => {
  const put = (file: object) =>
    fetch(`${sandbox.url}/control/ical/strange`, { method: "PUT", body: JSON.stringify(file) });
  const form = { url: `${sandbox.url}/ical/strange.ics`, name: "Strange" };
  await put({ text: "<!doctype html>", type: "text/html" });
  expect((await send(page, { form })).text).toContain("leads to a page, not to a calendar");
  await put({ status: 401 });
  expect((await send(page, { form })).text).toContain("That calendar is locked");
  await put({ status: 302, location: "https://10.0.0.1/a.ics" });
  expect((await send(page, { form })).text).toContain("into a private network");
});

test("the feed is made, read by programs, known by its mark, and ended", async () => {
  expect((await send(`${page}/feed`, { form: {} })).status).toBe(303);
  const [, address = ""] =
    /value="http:\/\/localhost:3000(\/calendar\/[\w-]{43}\.ics)"/.exec((await send(page)).text) ?? [];
  const read = await send(address);
  expect(read.status).toBe(200);
  expect(read.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(Object.fromEntries(read.headers)).toMatchObject({
    "content-type": "text/calendar; charset=utf-8",
    "cache-control": "private, max-age=300",
    "x-robots-tag": "noindex",
    "x-content-type-options": "nosniff",
  });
  const etag = read.headers.get("etag") ?? "";
  const head = await send(address, { method: "HEAD" });
  expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", etag]);
  const known = await send(address, { headers: { "if-none-match": `W/${etag}, "other"` } });
  expect([known.status, known.text]).toEqual([304, ""]);
  expect((await send(address.replace(".ics", ""))).status).toBe(200);
  expect((await send(address, { method: "POST", form: {} })).status).toBe(405);

  expect((await send(`${page}/feed/ending`, { form: {} })).status).toBe(303);
  const [dead, never] = [await send(address), await send(`/calendar/${"x".repeat(43)}.ics`)];
  expect([dead.status, never.status]).toEqual([404, 404]);
  expect(dead.text.replaceAll(address, "")).toBe(
    never.text.replaceAll(`/calendar/${"x".repeat(43)}.ics`, ""),
  );
  expect((await send(`${page}/feed/ending`, { form: {} })).status).toBe(404);
});
