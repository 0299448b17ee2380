import type { Browser, Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import type { Served } from "../../support/served.ts";
import { expectSound } from "../look.ts";
import { signInByMail } from "../sign-in.ts";
import { heading, maren } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.setTimeout(120_000);

/** One signed-in browser for each of the two: whoever has it goes from page to page. */
let inside: { practice: Page; client: Page } | null = null;

test.afterAll(async () => {
  await inside?.practice.context().close();
  await inside?.client.context().close();
  inside = null;
});

async function signedIn(browser: Browser, served: Served) {
  if (inside) return inside;
  const practice = await anotherPage(browser, served, "10.253.1.1");
  await signInToWork(practice, served, maren.email);
  const client = await anotherPage(browser, served, "10.253.1.2");
  await signInByMail(client, served, "priya@demo.test");
  inside = { practice, client };
  return inside;
}

const ofClients = [
  "",
  "/sessions",
  "/book",
  "/book/maren/session",
  "/book/maren/discovery",
  "/payments",
  "/notices",
  "/notices?show=unread",
  "/account",
  "/account/notices",
  "/account/contact",
  "/account/safe-contact",
  "/account/reminders",
  "/account/address",
  "/account/devices",
  "/account/erasure",
  "/account/closing",
  "/account/record-access",
  "/forms",
  "/progress",
  "/for-you",
  "/nothing",
];

const ofOffices = ["/forms", "/forms/new", "/audit", "/supervision", "/erasures", "/codes"];

const ofPractices = [
  "/today",
  "/calendar?view=day",
  "/calendar?view=week",
  "/calendar?view=month",
  "/calendar/block",
  "/notices",
  "/bookings",
  "/bookings?status=cancelled",
  "/bookings/new",
  "/waiting",
  "/waiting/new",
  "/sick-days/new",
  "/sick-days/new?until=date&date=",
  "/clients",
  "/clients?q=nobody-of-that-name",
  "/clients/new",
  "/availability",
  "/availability/week",
  "/availability/dates",
  "/availability/limits",
  "/availability/away",
  "/session-types",
  "/session-types/new",
  "/settings",
  "/settings/notices",
  "/settings/calendar",
  "/settings/calendar/return",
  "/settings/calendar-addresses",
  "/settings/profile",
  "/settings/profile/photo",
  "/settings/practising",
  "/settings/practising/wiping",
  "/settings/letters",
  "/settings/letters/client_confirmed",
  "/settings/letters/client_reminder?as=discreet",
  "/settings/letters/client_series_made",
  "/settings/letters/wait_offered",
  "/settings/letters/client_paper",
  "/settings/letters/client_owing?as=discreet",
  "/settings/papers",
  "/settings/tax",
  "/billing",
  "/billing/disputes",
  "/invoices",
  "/invoices?month=2001-01",
  "/invoices?q=nobody-of-that-name",
  "/settings/deliveries",
  "/settings/deliveries?to=nobody-of-that-name",
  "/settings/site",
  "/settings/practice",
  "/settings/security",
  "/settings/forms",
  "/messages",
  "/messages?q=nobody-of-that-name",
  "/notes",
  "/notes/new",
  "/library",
  "/library?q=nobody-of-that-name",
  "/library/new",
  "/intakes",
  "/settings/policies/privacy",
  "/settings/policies/terms",
  "/nothing",
];

/** Pages about one thing, by the link that leads there from another. */
const further: [whose: "practice" | "client", from: string, ways: RegExp[]][] = [
  ["client", "/client", [/^Move or cancel$/]],
  ["client", "/client", [/^Move or cancel$/, /^Move it$/]],
  ["client", "/client", [/^Move or cancel$/, /^To the room$/]],
  ["client", "/client", [/^Move or cancel$/, /^(Change them|Send a few lines)$/]],
  ["client", "/client", [/^Move or cancel$/, /^Cancel it$/]],
  ["practice", "/practice/clients", [/^Priya Raman$/]],
  ["practice", "/practice/clients", [/^Priya Raman$/, /^Details$/]],
  ["practice", "/practice/clients", [/^Priya Raman$/, /^Priya Raman$/]],
  ["practice", "/practice/clients", [/^Priya Raman$/, /^Add somebody$/]],
  ["practice", "/practice/clients", [/^Priya Raman$/, /^Change the stage/]],
  ["practice", "/practice/clients", [/^Priya Raman$/, /^Book a session$/]],
  ["practice", "/practice/clients", [/^Priya Raman$/, /^See what they see$/]],
  ["practice", "/practice/clients", [/^Priya Raman$/, /^See what they see$/, /^Priya Raman$/]],
  ["practice", "/practice/clients", [/^Jonah Whitfield$/]],
  ["practice", "/practice/clients", [/^Jonah Whitfield$/, /^Begin/]],
  ["practice", "/practice/bookings", [/Cardoso/]],
  ["practice", "/practice/bookings", [/Cardoso/, /^Move$/]],
  ["practice", "/practice/bookings", [/Cardoso/, /^Cancel$/]],
  ["practice", "/practice/bookings", [/Priya/]],
  ["practice", "/practice/bookings", [/Priya/, /^Record a payment$/]],
  ["practice", "/practice/billing", [/^Write off$/]],
  ["practice", "/practice/invoices?q=Priya", [/^Payment record/]],
  ["practice", "/practice/invoices?q=Priya", [/^Payment record/, /^Their statement/]],
  ["practice", "/practice/session-types", [/^Long session/]],
  ["client", "/client/forms", [/^PHQ-9/]],
  ["client", "/client/for-you", [/^A minute by the sea/]],
  ["practice", "/practice/messages", [/^Priya Raman$/]],
  ["practice", "/practice/intakes", [/^PHQ-9: Priya/]],
  ["practice", "/practice/library", [/^A minute by the sea/]],
  ["practice", "/practice/notes", [/Priya/]],
];

function statusOf(path: string): number {
  if (path === "/nothing") return 404;
  return path.endsWith("date=") ? 422 : 200;
}

for (const [whose, where, paths] of [
  ["client", "/client", ofClients],
  ["practice", "/practice", ofPractices],
  ["practice", "/office", ofOffices],
] as const) {
  for (const path of paths) {
    test(`${where}${path} is sound at every width, by day and by night`, async ({ browser, served }) => {
      const page = (await signedIn(browser, served))[whose];
      const answer = await page.goto(`${where}${path}`);
      expect(answer!.status()).toBe(statusOf(path));
      expect(new URL(page.url()).pathname, "nobody was led away").toBe(`${where}${path}`.split("?")[0]);
      await expectSound(page);
    });
  }
}

for (const [whose, from, ways] of further) {
  const way = ways.map(({ source }) => source.replaceAll(/[\^$]/g, "")).join(", ");
  test(`${from}, then ${way}: sound at every width, by day and by night`, async ({ browser, served }) => {
    const page = (await signedIn(browser, served))[whose];
    await page.goto(from);
    for (const name of ways) {
      const before = page.url();
      await page.getByRole("main").getByRole("link", { name }).first().click({ timeout: 8_000 });
      await expect(page).not.toHaveURL(before);
    }
    await expect(heading(page)).toBeVisible();
    await expectSound(page);
  });
}
