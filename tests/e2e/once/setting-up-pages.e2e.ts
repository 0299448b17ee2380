import { expect, test } from "../../support/browser.ts";
import { freshDatabase } from "../../support/database.ts";
import { serveApp } from "../../support/served.ts";
import { expectSound } from "../look.ts";

test.setTimeout(180_000);

const steps = ["you", "practice", "sessions", "hours", "terms", "words", "photo", "review"];
const previews = ["preview", "preview/profile", "preview/times"];

test("every page of setting up is sound at every width, by day and by night", async ({ browser }) => {
  const empty = await freshDatabase();
  const served = await serveApp({ template: new URL(empty.url).pathname.slice(1) });
  const context = await browser.newContext({ baseURL: served.url, timezoneId: "Europe/Lisbon" });
  try {
    const page = await context.newPage();
    await page.goto("/");
    await expectSound(page);
    const [, search] = /\/setup(\?code=\S+)/.exec(served.children[0]!.lastLines()) ?? [];
    await page.goto(`/setup${search}`);
    await expectSound(page);
    await page.getByRole("button", { name: "Begin" }).click();
    for (const path of [...steps, ...previews]) {
      await page.goto(`/setup/${path}`);
      await expectSound(page);
    }
    await page.goto("/setup/you");
    await page.getByRole("button", { name: "Save and go on" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectSound(page);
  } finally {
    await context.close();
    await served.stop();
    await empty.close();
  }
});
