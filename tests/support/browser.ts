import { test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { type Served, serveApp } from "./served.ts";

export { expect } from "@playwright/test";

type EachTest = {
  /** A network address nobody else in the run has: limits count by it. */
  address: string;
  hasScript: boolean;
  /** A page where an error in the console, or a request to anybody else, fails the test. */
  page: Page;
};

let visitors = 0;

/** Playwright's test, with an app of the worker's own, so that two workers never want the same hour. */
export const test = base.extend<EachTest, { served: Served }>({
  served: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern what a fixture needs.
    async ({}, use) => {
      // The browser cannot leave by another address, so each visitor comes through a proxy that names it.
      const env = { TRUSTED_PROXIES: "127.0.0.1/32" };
      const served = await serveApp({ env, template: process.env.E2E_TEMPLATE });
      await use(served);
      await served.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ served }, use) => use(served.url),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern what a fixture needs.
  address: async ({}, use, { workerIndex }) => {
    visitors += 1;
    await use(`10.${workerIndex % 256}.${visitors >> 8}.${visitors & 255}`);
  },
  hasScript: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
  extraHTTPHeaders: async ({ address }, use) => use({ "X-Forwarded-For": address }),
  page: async ({ page, served }, use) => {
    const heard = listen(page, served);
    await use(page);
    expect(heard, "the console and the network stay quiet").toEqual([]);
  },
});

/**
 * What a page says that it should not: errors in its console, and every address it asks that is not ours. Only to pay and
 * to connect a calendar do people leave, for the vendor's own page.
 */
export function listen(page: Page, { url, sandboxUrl }: Pick<Served, "url" | "sandboxUrl">): string[] {
  const heard: string[] = [];
  page.on("console", (message) => isComplaint(message) && heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("request", (request) => {
    const asked = new URL(request.url());
    const leaves =
      asked.href.startsWith(`${sandboxUrl}/stripe/`) || asked.href.startsWith(`${sandboxUrl}/o/oauth2/`);
    if (asked.origin !== url && asked.protocol !== "data:" && !(request.isNavigationRequest() && leaves))
      heard.push(`asked ${asked.href}`);
  });
  return heard;
}

// Chromium reports the page itself being a 404 or a 409 as an error; here those are answers.
function isComplaint(message: ConsoleMessage): boolean {
  if (message.type() !== "error" && message.type() !== "warning") return false;
  const isThePage = message.location().url.split("#")[0] === message.page()?.url().split("#")[0];
  return !(
    isThePage && message.text().startsWith("Failed to load resource: the server responded with a status of")
  );
}
