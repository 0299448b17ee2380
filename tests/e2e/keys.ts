import { expect, type Page } from "@playwright/test";

/** Press Tab until the thing of that name has the focus, looking at each stop on the way; backwards with Shift. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  key: "Tab" | "Shift+Tab" = "Tab",
): Promise<void> {
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press(key);
    const here = await focused(page);
    expect(await isSeen(page), `the focus is seen on "${here}"`).toBe(true);
    if (typeof name === "string" ? here === name : name.test(here)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

/** What the thing that has the focus is called. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const here = document.activeElement as HTMLInputElement | null;
    const name = here?.ariaLabel ?? here?.labels?.[0]?.innerText ?? here?.innerText ?? "";
    return name.replace(/\s+/g, " ").trim();
  });
}

/** Whether the focused thing has an outline of 3 px (its own, or that of the tile it lies over) and nothing covers it. */
function isSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const here = document.activeElement;
    if (!here || here === document.body) return false;
    // Inside a date or a time the browser itself rings the button of its picker.
    if (here.matches("input[type=date]:not(:focus-visible), input[type=time]:not(:focus-visible)"))
      return true;
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
