import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
import { aStranger, book, chooseTime, fillIn, heading, maren } from "../steps.ts";

test.describe("somebody in Tokyo", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("sees the times by their own clock on the first visit, and may still choose another", async ({
    page,
  }) => {
    await page.goto(maren.book);
    await expect(page.getByLabel("Show times in")).toHaveValue("Asia/Tokyo");
    await page.getByLabel("Show times in").selectOption("Europe/Lisbon");
    await page.getByRole("button", { name: "Update times" }).click();
    await expect(page).toHaveURL(/tz=Europe%2FLisbon/);
    await page.goto(maren.book);
    await expect(page.getByLabel("Show times in")).toHaveValue("Europe/Lisbon");
  });

  test("is told both clocks when it is booked", async ({ page }) => {
    await page.goto(maren.book);
    await expect(page.getByLabel("Show times in")).toHaveValue("Asia/Tokyo");
    await chooseTime(page);
    await expect(page.getByText("Tokyo time")).toBeVisible();
    await fillIn(page, aStranger());
    await book(page);
    await expect(page.getByText("(Tokyo)").first()).toBeVisible();
    await expect(page.getByText("For Maren:")).toContainText("(Lisbon)");
  });
});

for (const [way, leave] of [
  ["by the button", (page: Page) => page.getByRole("link", { name: "Leave this page" }).click()],
  [
    "by Shift three times",
    async (page: Page) => {
      for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
    },
  ],
] as const) {
  test(`the page is left at once ${way}, and Back does not lead to it`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL: baseURL! });
    // Nothing outside this machine is asked: the weather is played here.
    await context.route(/^https:/, (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }),
    );
    const page = await context.newPage();
    await page.goto("/");
    await page.goto("/help-now");
    await leave(page);
    await expect(page).toHaveTitle("Weather");
    await page.goBack();
    await expect(heading(page), "the page before it").toHaveText(/first conversation/);
    await context.close();
  });
}

test("while it is being sent the button says so, and a second press sends nothing", async ({
  page,
  served,
}) => {
  const sam = aStranger();
  await page.goto(maren.book);
  await chooseTime(page, 5);
  await fillIn(page, sam);
  let posts = 0;
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/details/, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    posts += 1;
    await held;
    await route.continue();
  });
  const button = page.getByRole("button", { name: "Book this call" });
  await button.scrollIntoViewIfNeeded();
  const { x, y } = (await button.boundingBox())!;
  // Nothing can be asked of a page while the next is on its way, so this one tells what it says.
  await button.evaluate((it) =>
    new MutationObserver(() => console.log(it.textContent)).observe(it, { childList: true }),
  );
  const said = page.waitForEvent("console");
  await page.mouse.click(x + 9, y + 9);
  expect((await said).text()).toBe("Booking…");
  await page.mouse.click(x + 9, y + 9);
  answer();
  await expect(heading(page)).toHaveText("You’re booked");
  expect(posts).toBe(1);
  await served.letters(sam.email);
});
