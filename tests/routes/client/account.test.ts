import { afterAll, beforeAll, expect, test } from "vitest";
import { aPractice, type TestPractice } from "#tests/support/practice.ts";
import { aHouseOfClients, everyHour, type HouseOfClients } from "./a-house-of-clients.ts";

let open: HouseOfClients;
let practice: TestPractice;

beforeAll(async () => {
  open = await aHouseOfClients();
  practice = await aPractice(open.house, { isHome: true, hours: everyHour });
});
afterAll(() => open.close());

const aClient = () => open.aClientOf(practice);

test("an account form that is wrong is said kindly and keeps what was typed", async () => {
  const { cookie } = await aClient();
  const contact = await open.ask("/client/account/contact", {
    cookie,
    form: { name: "", phone: "ring me", zone: "Mars/Olympus" },
  });
  expect(contact.status).toBe(422);
  expect(contact.text).toContain("ring me");
  const safe = await open.ask("/client/account/safe-contact", {
    cookie,
    form: { isDiscreet: "yes", calendarWords: "x".repeat(61) },
  });
  expect([safe.status, safe.text.match(/checked=""/g)?.length]).toEqual([422, 1]);
});

test("what is kept can be taken along, as a page to read and for a program", async () => {
  const client = await aClient();
  await client.session({ note: "<b>canary of mine</b>" });

  const json = await open.ask("/client/account/export.json", { cookie: client.cookie });
  expect(json.headers.get("content-disposition")).toBe('attachment; filename="selvage.json"');
  expect(JSON.parse(json.text).bookings[0].note).toBe("<b>canary of mine</b>");
  const html = await open.ask("/client/account/export.html", { cookie: client.cookie });
  expect(html.headers.get("content-disposition")).toBe('attachment; filename="selvage.html"');
  expect(html.text).toContain("&lt;b&gt;canary of mine&lt;/b&gt;");
  expect(html.text).not.toMatch(/<(script|link|img)/);
  expect([json, html].map(({ headers }) => headers.get("cache-control"))).toEqual([
    "private, no-store",
    "private, no-store",
  ]);
});

test("an account is closed once nothing is planned, and its cookie opens nothing any more", async () => {
  const client = await aClient();
  const { id } = await client.session();
  const { cookie } = client;
  const page = await open.ask("/client/account/closing", { cookie });
  expect(page.text).toContain(`href="/client/sessions/${id}/cancellation"`);
  expect(page.text).not.toContain("Close the account");
  expect((await open.ask("/client/account/closing", { cookie, form: {} })).status).toBe(409);

  await open.ask(`/client/sessions/${id}/undo`, { cookie, form: {} });
  const closed = await open.ask("/client/account/closing", { cookie, form: {} });
  expect([closed.status, closed.headers.get("location")]).toEqual([303, "/"]);
  expect(closed.headers.get("set-cookie")).toMatch(/^session=; .*Max-Age=0/);
  expect((await open.ask("/client", { cookie })).headers.get("location")).toMatch(/^\/sign-in/);
});
