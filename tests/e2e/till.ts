import { expect, type Page } from "@playwright/test";

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
