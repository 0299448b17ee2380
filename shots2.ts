import { chromium, type Page } from "@playwright/test";
import { demoCode } from "./tests/support/demo-code.ts";
import { mkdirSync } from "node:fs";
import pg from "pg";
const app = "http://localhost:3100", box = "http://127.0.0.1:4110", account = "maren.holt@gmail.example";
mkdirSync("/tmp/shots", { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const ctx = await browser.newContext({ baseURL: app, locale: "en-GB", timezoneId: "Europe/Lisbon" });
const page = await ctx.newPage();
async function shot(page: Page, name: string) {
  for (const [w, l] of [[1360, "light"], [390, "dark"], [320, "light"]] as const) {
    await page.setViewportSize({ width: w, height: 900 });
    await page.emulateMedia({ colorScheme: l });
    await page.screenshot({ path: `/tmp/shots/${name}-${w}.png`, fullPage: true });
    const sw = await page.evaluate(() => document.documentElement.scrollWidth);
    if (sw > w) console.log("SIDEWAYS", name, w, sw);
  }
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}
async function signIn(page: Page, email: string) {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  let link;
  while (!link) {
    const { messages } = await (await fetch(`${box}/control/inbox?to=${email}`)).json();
    link = /https?:\/\/\S+\/link\/[\w-]{43}/.exec(messages.filter((m) => m.text.includes("/link/")).at(-1)?.text ?? "")?.[0];
    await new Promise((r) => setTimeout(r, 200));
  }
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
await signIn(page, "maren@demo.test");
await page.getByLabel("Code from your authenticator app").fill(demoCode());
await page.getByRole("button", { name: "Go on" }).click();
await page.waitForURL(/today/);

const see = async (p: Page, path: string, name: string) => { const r = await p.goto(path); if ((r?.status() ?? 0) >= 400) console.log(path, r?.status()); await shot(p, name); };
const list = [["/practice/today","today"],["/practice/messages","p-messages"],["/practice/notes","p-notes"],["/practice/intakes","p-intakes"],["/practice/library","p-library"],["/practice/library/new","p-library-new"],["/office/forms","o-forms"],["/office/audit","o-audit"],["/practice/settings","p-settings"],["/office/supervision","o-supervision"],["/practice/settings/note-templates","p-layouts"],["/practice/settings/forms","p-forms-settings"]] as const;
for (const [path, name] of list) await see(page, path, name).catch((e) => console.log(path, e.message.slice(0, 200)));
await page.goto("/practice/clients"); await page.getByRole("main").getByRole("link", { name: "Priya Raman" }).first().click(); await page.waitForLoadState();
const client = new URL(page.url()).pathname; await shot(page, "record");
for (const [p, n] of [["/messages","c-messages"],["/progress","c-progress"],["/goals","c-goals"],["/forms/new","c-forms-new"],["/record","c-export"]] as const) await see(page, client + p, n).catch((e) => console.log(p, e.message.slice(0, 200)));
await page.goto("/practice/notes"); const go = page.getByRole("main").getByRole("link").first(); console.log("note link", await go.getAttribute("href")); 
await page.goto(client + "?show=notes"); await shot(page, "record-notes");
const note = page.getByRole("main").locator('a[href^="/practice/notes/"]').first(); if (await note.count()) { await note.click(); await page.waitForLoadState(); await shot(page, "note"); }
await page.goto("/office/forms"); const f = page.getByRole("main").locator('a[href^="/office/forms/"]').last(); await f.click(); await page.waitForLoadState(); await shot(page, "builder");
const priya = await (await browser.newContext({ baseURL: app, locale: "en-GB", timezoneId: "Europe/Lisbon", extraHTTPHeaders: { "X-Forwarded-For": "10.9.9.9" } })).newPage();
await signIn(priya, "priya@demo.test");
for (const [path, name] of [["/client","cl-home"],["/client/messages","cl-messages"],["/client/for-you","cl-for-you"],["/client/forms","cl-forms"],["/client/progress","cl-progress"],["/client/account/record-access","cl-access"]] as const) await see(priya, path, name).catch((e) => console.log(path, e.message.slice(0, 200)));
const amara = await (await browser.newContext({ baseURL: app, locale: "en-GB", timezoneId: "Europe/Lisbon", extraHTTPHeaders: { "X-Forwarded-For": "10.9.9.8" } })).newPage();
await signIn(amara, "amara@demo.test");
await see(amara, "/client/forms", "am-forms"); const af = amara.getByRole("main").locator('a[href^="/client/forms/"]').first(); await af.click(); await amara.waitForLoadState(); await shot(amara, "am-form");
await browser.close();
process.exit(0);
