import type { Page } from "@playwright/test";
import { expect, test } from "../../support/browser.ts";
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

/** Press Tab until the thing of that name has the focus, looking at each stop on the way. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    expect(await isSeen(page), `the focus is seen on "${here}"`).toBe(true);
    if (typeof name === "string" ? here === name : name.test(here)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement as HTMLInputElement | null;
    return (here?.ariaLabel ?? here?.labels?.[0]?.innerText ?? here?.innerText ?? "").trim();
  });
}

/** Whether the focused thing has an outline of 3 px (its own, or that of the tile it lies over) and nothing covers it. */
function isSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!here || here === document.body) return false;
    const ring = [here, here.nextElementSibling].some((one) => {
      const style = one && getComputedStyle(one);
      return style !== null && style?.outlineStyle === "solid" && style.outlineWidth === "3px";
    });
    const box = here.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
    const top = document.elementFromPoint(x, y);
    return ring && top !== null && (here === top || here.contains(top) || top.contains(here));
  });
}
