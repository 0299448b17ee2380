import { expect, test } from "vitest";
import { parseMoney, typedMoney } from "#app/values/money.ts";
import { chanceOf, seed } from "#tests/support/random-diary.ts";

test.for([
  ["85", "en-GB", "EUR", 8500],
  ["85,00", "en-GB", "EUR", 8500],
  ["85.50", "de-DE", "EUR", 8550],
  [" 85.5 ", "en-GB", "EUR", 8550],
  ["1 200", "fr-FR", "EUR", 120_000],
  ["1\u202f200,50", "fr-FR", "EUR", 120_050],
  ["1,200", "en-GB", "EUR", 120_000],
  ["1.200", "de-DE", "EUR", 120_000],
  ["1.234,5", "de-DE", "EUR", 123_450],
  ["1,234.50", "de-DE", "EUR", 123_450],
  ["1’200.50", "de-CH", "CHF", 120_050],
  ["€85", "en-GB", "EUR", 8500],
  ["85 €", "de-DE", "EUR", 8500],
  ["EUR 85", "en-GB", "EUR", 8500],
  ["0", "en-GB", "EUR", 0],
  ["1,500", "en-GB", "JPY", 1500],
  ["1.500", "en-GB", "KWD", 1500],
] as const)("%s in %s is %s of %s", ([text, locale, currency, amount]) => {
  expect(parseMoney(text, currency, locale)).toBe(amount);
});

test.for([
  ["", "nothing"],
  ["free", "a word"],
  ["-3", "less than nothing"],
  ["1e3", "an exponent"],
  ["85.", "a point and nothing after it"],
  [".5", "a point and nothing before it"],
  ["1,2,3", "commas in the wrong places"],
  ["12,34.5", "a group of two"],
  ["85.505", "more decimals than there are cents"],
  ["1.200", "a point for thousands where they write commas"],
  ["0x10", "another base"],
  ["９９９９９９９９", "more than a million"],
  ["99999999999999999999", "far more than that"],
  ["8".repeat(40), "a whole line of digits"],
] as const)("%s is refused: %s", ([text]) => {
  expect(parseMoney(text, "EUR", "en-GB")).toBeNull();
});

test("decimals a currency does not have are refused", () => {
  expect(parseMoney("1.5", "JPY", "en-GB")).toBeNull();
});

test(`what stands in a field is read back as it was (SEED=${seed})`, () => {
  const chance = chanceOf(seed);
  const locales = ["en-GB", "en-US", "de-DE", "de-CH", "fr-FR", "pt-PT", "sv-SE", "en-GB-u-hc-h12", "ar-EG"];
  for (const currency of ["EUR", "USD", "JPY", "KWD", "CHF"])
    for (const locale of locales)
      for (let round = 0; round < 50; round += 1) {
        const amount = chance.int(0, 999_999);
        expect(parseMoney(typedMoney({ amount, currency }, locale), currency, locale), locale).toBe(amount);
      }
});
