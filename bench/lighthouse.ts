import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { anyPort } from "../scripts/machine/ports.ts";
import { launchOptions } from "../tests/support/browser-options.ts";

export type Scores = { performance: number; accessibility: number; bestPractices: number; seo: number };

const categories = {
  performance: "performance",
  accessibility: "accessibility",
  bestPractices: "best-practices",
  seo: "seo",
};

/**
 * What Lighthouse gives a page on its simulated phone, of 100 each, with what it found wanting. Left out categories
 * cost nothing: performance is most of the time.
 */
export async function scores<Name extends keyof Scores>(
  url: string,
  wanted: readonly Name[],
): Promise<{ scores: Pick<Scores, Name>; wanting: string[] }> {
  const port = await anyPort();
  const args = [...launchOptions.args, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ ...launchOptions, args });
  try {
    const onlyCategories = wanted.map((name) => categories[name]);
    const run = await lighthouse(url, { port, logLevel: "error", output: "json", onlyCategories });
    if (!run || run.lhr.runtimeError)
      throw new Error(`Lighthouse could not read ${url}: ${run?.lhr.runtimeError?.message}`);
    const { lhr } = run;
    const score = (name: Name) =>
      [name, Math.round((lhr.categories[categories[name]]?.score ?? 0) * 100)] as const;
    const wanting = Object.values(lhr.audits)
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, title, displayValue }) => `${id}: ${title}${displayValue ? ` (${displayValue})` : ""}`);
    return { scores: Object.fromEntries(wanted.map(score)) as Pick<Scores, Name>, wanting };
  } finally {
    await browser.close();
  }
}
