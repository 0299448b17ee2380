import { expect, test } from "vitest";
import { parseRate, ruleSchema } from "#app/routes/practice/settings/tax/typed-rule.ts";

test("a rate is read as people type it, in hundredths of a percent", () => {
  const read = ["23", "5,5", "5.5 %", "0.01", "100", "19%", " 7 "].map(parseRate);
  expect(read).toEqual([2300, 550, 550, 1, 10_000, 1900, 700]);
  for (const wrong of ["", "0", "100.01", "1e3", "-1", "23.456", "twenty", "1000"])
    expect(parseRate(wrong), wrong).toBeNull();
});

test("a rule says how much or why not, and nothing that belongs to another treatment", () => {
  const read = (fields: Record<string, string>) => ruleSchema.safeParse(fields);
  expect(read({ treatment: "rate", rate: "" }).success).toBe(false);
  expect(read({ treatment: "exempt", reason: " " }).success).toBe(false);
  expect(read({ treatment: "free" }).success).toBe(false);
  expect(read({ treatment: "outside", rate: "23", therapist: "", type: "" }).data).toEqual({
    ...{ therapistId: null, sessionTypeId: null, treatment: "outside", rate: null, reason: null },
  });
});
