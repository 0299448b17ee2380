import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { countPlaywright, countVitest } from "../../scripts/machine/counts.ts";
import { judge } from "../../scripts/machine/steps.ts";

test("a test file that cannot be read counts as a failure", () => {
  const report = aReport({
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: "failed", assertionResults: [{}] },
      { status: "failed", assertionResults: [] },
    ],
  });
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2 });
});

test("what went well at the second try went well, and an error outside of any test is a failure", () => {
  const stats = { expected: 4, flaky: 1, unexpected: 0, skipped: 2 };
  expect(countPlaywright(aReport({ stats, errors: [{}] }))).toEqual({ passed: 5, failed: 1 });
});

test("a runner that left no report, or ended badly without a failing test, has failed once", () => {
  expect(judge(true, countVitest("/nowhere/report.json"))).toEqual({ passed: 0, failed: 1 });
  expect(judge(false, { passed: 9, failed: 0 })).toEqual({ passed: 9, failed: 1 });
  expect(judge(true, { passed: 9, failed: 0 })).toEqual({ passed: 9, failed: 0 });
});

function aReport(content: object): string {
  const file = join(mkdtempSync(join(tmpdir(), "selvage-counts-")), "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}
