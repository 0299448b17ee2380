import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { signInByMail } from "../sign-in.ts";
import { chooseTime, maren, phone } from "../steps.ts";
import { signInToWork } from "../work.ts";

const kilobyte = 1024;

test.use(phone);

for (const path of ["/", "/therapists/maren", "/help-now", maren.book]) {
  test(`${path} stays within what a page may load`, async ({ page }) => {
    const loaded = count(page);
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    expectWithinBudget(await loaded());
  });

  test(`${path} does not move while it loads, however late the letters come`, async ({ page }) => {
    await page.route("**/*.woff2", async (route) => {
      await pause(400);
      await route.continue();
    });
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    expect(await layoutShift(page)).toBeLessThanOrEqual(0.02);
  });
}

test("the details stay within it too", async ({ page }) => {
  await page.goto(maren.book);
  await chooseTime(page);
  expectWithinBudget(await loadedBy(page, page.url()));
});

test("a client’s own pages stay within it, and those of the practice within more", async ({
  page,
  served,
}) => {
  await signInByMail(page, served, "priya@demo.test");
  for (const path of ["/client", "/client/book/maren/session", "/client/account"])
    expectWithinBudget(await loadedBy(page, path));
  await page.context().clearCookies();
  await signInToWork(page, served, maren.email);
  for (const path of ["/practice/today", "/practice/calendar", "/practice/settings/security/passkeys"])
    expect((await loadedBy(page, path)).script, path).toBeLessThanOrEqual(120 * kilobyte);
});

/** What one address loads in a browser that may have been elsewhere before. */
async function loadedBy(page: Page, path: string): Promise<Loaded> {
  const other = await page.context().newPage();
  const loaded = count(other);
  await other.goto(path);
  await other.evaluate(() => document.fonts.ready);
  const sum = await loaded();
  await other.close();
  return sum;
}

type Loaded = { script: number; stylesheet: number; font: number };

function expectWithinBudget({ script, stylesheet, font }: Loaded): void {
  expect(script, "script").toBeGreaterThan(0);
  expect(script, "script").toBeLessThanOrEqual(3 * kilobyte);
  expect(stylesheet, "styles").toBeLessThanOrEqual(12 * kilobyte);
  expect(font, "fonts").toBeGreaterThan(0);
  expect(font, "fonts").toBeLessThanOrEqual(60 * kilobyte);
}

/** Counts what a page loads, each address once: text as gzip makes it, fonts as they are. */
function count(page: Page): () => Promise<Loaded> {
  const sizes = new Map<string, Promise<[keyof Loaded, number]>>();
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    if (kind !== "script" && kind !== "stylesheet" && kind !== "font") return;
    sizes.set(
      response.url(),
      response.body().then((body) => [kind, kind === "font" ? body.length : gzipSync(body).length]),
    );
  });
  return async () => {
    const loaded: Loaded = { script: 0, stylesheet: 0, font: 0 };
    for (const [kind, size] of await Promise.all(sizes.values())) loaded[kind] += size;
    return loaded;
  };
}

/** The whole of it: for pages this short, no less than the largest burst that CLS counts. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(sum), 100));
      }),
  );
}
