import { expect, test } from "../../support/browser.ts";
import { focused, tabTo } from "../keys.ts";
import { aStranger, heading } from "../steps.ts";

test("a booking is made by keyboard alone, and one always sees where one is", async ({ page, served }) => {
  const sam = aStranger();
  await page.goto("/");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to the page");
  await page.keyboard.press("Enter");
  await tabTo(page, "Book a free first call");
  await page.keyboard.press("Enter");

  await expect(heading(page)).toHaveText("Choose a time for your first call");
  await tabTo(page, /^\d/);
  const first = await focused(page);
  await page.keyboard.press("ArrowRight");
  expect(await focused(page)).not.toBe(first);
  await tabTo(page, "Continue");
  await page.keyboard.press("Enter");

  await expect(heading(page)).toHaveText("How should I reach you?");
  await tabTo(page, /^Name/);
  await page.keyboard.type(sam.name);
  await tabTo(page, /^Email/);
  await page.keyboard.type(sam.email);
  await tabTo(page, /18 or over/);
  await page.keyboard.press("Space");
  await tabTo(page, "Book this call");
  await page.keyboard.press("Enter");

  await expect(heading(page)).toHaveText("You’re booked");
  await tabTo(page, "Undo");
  await served.letters(sam.email);
});
