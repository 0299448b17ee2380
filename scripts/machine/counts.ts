import { existsSync, readFileSync } from "node:fs";
import type { Count } from "./steps.ts";

/** What vitest's JSON report counts, with files that could not even be read as failures. Null without a report. */
export function countVitest(file: string): Count | null {
  const report = read(file);
  if (!report) return null;
  const unread = (report.testResults ?? []).filter(
    (one: { status: string; assertionResults: unknown[] }) =>
      one.status === "failed" && one.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests ?? 0, failed: (report.numFailedTests ?? 0) + unread.length };
}

/** What Playwright's JSON report counts, with errors outside of any test as failures. Null without a report. */
export function countPlaywright(file: string): Count | null {
  const report = read(file);
  if (!report?.stats) return null;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: unexpected + (report.errors?.length ?? 0) };
}

function read(file: string) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
