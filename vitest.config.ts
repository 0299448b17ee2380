import { relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest of all, in order: begun last, one of them would run alone at the end. */
const longest = [
  "tests/flows/money-model.test.ts",
  "tests/flows/calendar-model.test.ts",
  "tests/permissions/changing.test.ts",
  "tests/routes/bad-input.test.ts",
  "tests/permissions/seeing.test.ts",
  "tests/flows/storm.test.ts",
  "tests/flows/kill.test.ts",
  "tests/flows/kill-money.test.ts",
  "tests/flows/payment-trouble.test.ts",
  "tests/flows/calendar-trouble.test.ts",
  "tests/flows/money-orders.test.ts",
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

const all = ["tests/**/*.test.{ts,tsx}"];
const each = {
  setupFiles: ["tests/support/quiet.ts"],
  pool: "forks" as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** Files that end processes, or look at the whole house and take long, each have a process of their own. */
const apart = [
  "tests/flows/**/*.test.ts",
  "tests/permissions/**/*.test.ts",
  "tests/scripts/**/*.test.ts",
  // Opens a development server of its own.
  "tests/routes/auth/password.test.ts",
];

export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { ...each, name: "apart", include: apart } },
      // The others share what they import: loading the house for each of them took half of their processor's time.
      { extends: true, test: { ...each, name: "together", include: all, exclude: apart, isolate: false } },
    ],
  },
});
