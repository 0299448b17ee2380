import { expect, type Page } from "@playwright/test";

/**
 * Come to Stripe's page after asking for a time. Nobody waits for it long: where a busy machine was slower than that, the
 * time is kept, and the way there is one press more.
 */
export async function reachStripe(page: Page): Promise<void> {
  await page.waitForURL(/\/stripe\/checkout\/|\/client\/sessions\/[^/]+\/payment$|\/pay\/[\w-]{43}$/);
  for (let press = 0; press < 3 && !page.url().includes("/stripe/"); press += 1) {
    const agreed = page.getByLabel(/may charge this card/);
    if ((await agreed.count()) > 0) await agreed.check();
    await page.getByRole("button", { name: /^Pay |^Go on to the card/ }).click();
  }
  await expect(page).toHaveURL(/\/stripe\/checkout\//);
}

/** On Stripe's page, as the sandbox has it: pay what is asked, or leave a card. */
export async function payAtStripe(
  page: Page,
  press: "Pay now" | "Save this card" = "Pay now",
): Promise<void> {
  await expect(page).toHaveURL(/\/stripe\/checkout\//);
  await page.getByRole("button", { name: press }).click();
}

/** Leave Stripe's page without paying. */
export async function leaveStripe(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Back without paying" }).click();
}

/** Choose the first open time of a page of times that lie more than a day ahead, and ask for it. */
export async function askForASession(page: Page, nth = 0): Promise<void> {
  await page.getByRole("radio").nth(nth).check({ force: true });
  await page.getByRole("button", { name: "Book this session" }).click();
}
