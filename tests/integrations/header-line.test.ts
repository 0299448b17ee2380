import { expect, test } from "vitest";
import { headerLine } from "#app/integrations/header-line.ts";
import { awkward } from "./a-letter.ts";

test.each(awkward)("%j becomes one line", (written) => {
  expect(headerLine(written)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
});

test("what is one line already stays as it is", () => {
  expect(headerLine("Zoë Łęcka-O’Neill 日本")).toBe("Zoë Łęcka-O’Neill 日本");
});
