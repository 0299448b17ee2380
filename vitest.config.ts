import { relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest of all, in order: begun last, one of them would run alone at the end. */
const longest = [
  "tests/permissions/changing.test.ts",
  "tests/routes/bad-input.test.ts",
  "tests/permissions/seeing.test.ts",
  "tests/flows/storm.test.ts",
  "tests/flows/kill.test.ts",
  "tests/flows/kill-money.test.ts",
  "tests/flows/payment-trouble.test.ts",
  "tests/flows/money-orders.test.ts",
  "tests/flows/money-model.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.indexOf(relative(import.meta.dirname, moduleId));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/quiet.ts"],
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
