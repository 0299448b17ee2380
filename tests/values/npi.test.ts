import { expect, test } from "vitest";
import { isNpi } from "#app/values/npi.ts";

test("a National Provider Identifier is ten digits, the last of which checks the others", () => {
  for (const right of ["1234567893", "1987654328"]) expect(isNpi(right), right).toBe(true);
  for (const wrong of ["1234567890", "123456789", "12345678933", "3234567893", "12345 6789", ""])
    expect(isNpi(wrong), wrong).toBe(false);
});
