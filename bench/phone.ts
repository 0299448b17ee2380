import type { House } from "./house.ts";
import { type Scores, scores } from "./lighthouse.ts";
import { median } from "./rounds.ts";
import type { Row } from "./table.ts";

const wanted = ["performance", "accessibility", "bestPractices", "seo"] as const;
const goals: Scores = { performance: 98, accessibility: 100, bestPractices: 100, seo: 100 };
const pages = { home: "/", booking: "/book/maren" };

/** What Lighthouse gives the two pages a stranger comes to first, on its simulated phone. */
export async function benchPhone(house: House): Promise<Row[]> {
  const { url, child } = await house.serve();
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const page = new URL(path, url).href;
    const found = await scores(page, wanted);
    // A busy machine takes points away and never gives one, so performance is the middle of three.
    const others = [await scores(page, ["performance"]), await scores(page, ["performance"])];
    const performance = median([found, ...others].map(({ scores }) => scores.performance));
    for (const category of wanted) {
      const measured = category === "performance" ? performance : found.scores[category];
      const note = measured < goals[category] ? found.wanting.join("; ") : "";
      rows.push({
        what: `Lighthouse ${name}, ${category}`,
        measured,
        limit: null,
        unit: "of 100",
        goal: { atLeast: goals[category] },
        ...(note && { note }),
      });
    }
  }
  await child.stop();
  return rows;
}
