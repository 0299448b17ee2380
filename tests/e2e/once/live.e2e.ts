import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { aBooking, aStranger, heading, maren, times } from "../steps.ts";
import { anotherPage, signInToWork } from "../work.ts";

test.setTimeout(120_000);
test.use({ actionTimeout: 10_000, viewport: { width: 1360, height: 900 } });

test("an open Today hears of a stranger’s booking by itself", async ({ page, browser, served }) => {
  await signInToWork(page, served, maren.email);
  await expect(
    page.getByRole("list", { name: "The day" }).or(page.getByText("The day is yours.")),
  ).toBeVisible();
  await stayUnloaded(page);
  const sam = await aStrangerBooks(browser, served, "10.252.1.1");
  await expect(page.getByRole("main").getByText(sam.name).first()).toBeVisible({ timeout: 20_000 });
  expect(await wasLoadedAgain(page)).toBe(false);
  await page.reload();
  await expect(page.getByRole("main").getByText(sam.name).first(), "and it is no trick").toBeVisible();
});

test("an open week hears of it, and a session dragged opens the form that moves it", async ({
  page,
  browser,
  served,
}) => {
  await signInToWork(page, served, maren.email);
  const visitor = await anotherPage(browser, served, "10.252.1.2");
  await visitor.goto(maren.book);
  const at = await times(visitor).nth(6).getAttribute("value");
  await page.goto(`/practice/calendar?view=week&date=${at!.slice(0, 10)}`);
  await stayUnloaded(page);
  const sam = aStranger();
  await aBooking(visitor, sam, 6);
  await visitor.context().close();
  const session = page
    .locator("[data-move]")
    .filter({ hasText: sam.name.split(" ")[0]! })
    .last();
  await expect(session).toBeVisible({ timeout: 20_000 });
  expect(await wasLoadedAgain(page)).toBe(false);

  await session.scrollIntoViewIfNeeded();
  const box = (await session.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 60, { steps: 5 });
  await page.mouse.up();
  const asked = page.getByRole("dialog", { name: `Move ${sam.name}` });
  await expect(asked).toBeVisible();
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Europe/Lisbon" });
  await expect(asked.getByLabel(/^Time/)).not.toHaveValue(clock.format(new Date(at!)));
  await asked.getByRole("button", { name: "Keep as it was" }).click();
  await expect(asked).toHaveCount(0);
  await expect(heading(page), "nothing moves by itself").toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the day is right whenever it is opened", async ({ page, browser, served }) => {
    await signInToWork(page, served, maren.email);
    const sam = await aStrangerBooks(browser, served, "10.252.1.3");
    await page.reload();
    await expect(page.getByRole("main").getByText(sam.name).first()).toBeVisible();
  });
});

type Booked = Parameters<typeof anotherPage>;

async function aStrangerBooks(browser: Booked[0], served: Booked[1], address: string) {
  const visitor = await anotherPage(browser, served, address);
  const sam = aStranger();
  await aBooking(visitor, sam, 2);
  await visitor.context().close();
  return sam;
}

/** A mark that the next document would not have. */
function stayUnloaded(page: Page): Promise<void> {
  return page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
}

function wasLoadedAgain(page: Page): Promise<boolean> {
  return page.evaluate(() => !document.documentElement.hasAttribute("data-same"));
}
