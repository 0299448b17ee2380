import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

type Light = "light" | "dark";
export type Look = { width: number; light: Light };

const widths = [1360, 390, 320];
const whole = widths.flatMap((width): Look[] => [
  { width, light: "light" },
  { width, light: "dark" },
]);

/** How every page is looked at: the widest by day and the narrowest by night, or all of them when there is time. */
export const looks: Look[] = process.env.LONG ? whole : [whole[0]!, whole.at(-1)!];

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The same for a flow that is walked with and without script: what looks for what is unsound needs the page's. */
export function soundness(hasScript: boolean | undefined): (page: Page) => Promise<void> {
  return hasScript === false ? async () => {} : expectSound;
}

/** Nothing that axe objects to, and nothing to scroll to sideways, in each look. */
export async function expectSound(page: Page): Promise<void> {
  for (const look of looks) {
    await page.setViewportSize({ width: look.width, height: 900 });
    await page.emulateMedia({ colorScheme: look.light, reducedMotion: "reduce" });
    const about = `${page.url()} at ${look.width}, ${look.light}`;
    // Never innerWidth: it grows with what sticks out.
    expect(await page.evaluate(() => document.documentElement.scrollWidth), about).toBeLessThanOrEqual(
      look.width,
    );
    // Without frames there is nothing for a second page to put together; the zones of the world are no page's own words.
    const axe = new AxeBuilder({ page }).setLegacyMode().exclude("optgroup").withTags(rules);
    const { violations } = await axe.analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      about,
    ).toEqual([]);
  }
}
