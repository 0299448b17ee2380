import { scores } from "../../../bench/lighthouse.ts";
import { expect, test } from "../../support/browser.ts";
import { maren } from "../steps.ts";

// Performance depends on who else uses the machine: the bench reports it.
for (const path of ["/", maren.book]) {
  test(`Lighthouse finds nothing wanting on ${path}`, async ({ served }) => {
    test.setTimeout(120_000);
    const found = await scores(served.url + path, ["accessibility", "bestPractices", "seo"]);
    expect(found.scores, found.wanting.join("\n")).toEqual({
      accessibility: 100,
      bestPractices: 100,
      seo: 100,
    });
  });
}
