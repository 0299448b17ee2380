import { rmSync } from "node:fs";
import { join } from "node:path";
import { openPostgres } from "../tasks/postgres.ts";
import { countPlaywright, countVitest } from "./counts.ts";
import { dataDir, makeFolder } from "./places.ts";
import { conclude, runSteps, type Step } from "./steps.ts";
import { askedToStop, during, Problem } from "./terminal.ts";

/** Format, lint, types and everything vitest runs: all but the browser. */
export function withoutBrowser(): Step[] {
  const report = resultFile("vitest.json");
  return [
    { name: "format", command: ["biome", "ci", "--linter-enabled=false", "--assist-enabled=false"] },
    { name: "lint", command: ["biome", "ci", "--formatter-enabled=false"] },
    { name: "types", command: ["sh", "-c", "react-router typegen && tsc --noEmit"] },
    {
      name: "units, integration and contracts",
      command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
      count: () => countVitest(report),
    },
  ];
}

/** The built house in a real browser, the one at `chromium`. */
export function withBrowser(chromium: string): Step[] {
  const report = resultFile("playwright.json");
  return [
    {
      name: "end to end",
      command: ["playwright", "test", "--reporter=list,json"],
      env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      count: () => countPlaywright(report),
    },
  ];
}

/**
 * Runs steps against a Postgres made for tests, whose address they find in TEST_DATABASE_URL; one named there before
 * is used as it is. Whatever happens, it ends with the line that counts, and gives the exit code.
 */
export async function prove(choose: () => Step[] | Promise<Step[]>): Promise<number> {
  const stop = new AbortController();
  askedToStop().then(() => stop.abort());
  try {
    const steps = await choose();
    const close = await offerDatabase();
    try {
      return conclude(await runSteps(steps, stop.signal));
    } finally {
      await close();
    }
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    return conclude({ passed: 0, failed: 1 });
  }
}

async function offerDatabase(): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) return async () => {};
  const folder = join(dataDir, "test-postgres");
  const postgres = await during("Opening a Postgres for tests", () =>
    openPostgres({ dataDir: folder, createDatabases: true, durable: false }),
  );
  process.env.TEST_DATABASE_URL = postgres.url;
  return postgres.stop;
}

// The last run's report must not be taken for this one's.
function resultFile(name: string): string {
  const file = join(makeFolder(join(dataDir, "results")), name);
  rmSync(file, { force: true });
  return file;
}
