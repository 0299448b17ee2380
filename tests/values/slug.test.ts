import { expect, test } from "vitest";
import { allCountries, isCountry } from "#app/values/countries.ts";
import { isSlug, slugFrom } from "#app/values/slug.ts";

test("a name becomes an address, accents and signs left behind", () => {
  expect(slugFrom("Séance à deux")).toBe("seance-a-deux");
  expect(slugFrom("  An evening about sleep! ")).toBe("an-evening-about-sleep");
  expect(slugFrom("90 minutes")).toBe("90-minutes");
  expect(slugFrom("ﬁrst")).toBe("first");
});

test("a name with nothing in it to make an address of gives none", () => {
  for (const name of ["", "!", "—", "心", "a", "pay", "return"]) expect(slugFrom(name)).toBeNull();
});

test("a long name gives an address that is one", () => {
  const slug = slugFrom("a very ".repeat(30));
  expect(slug && isSlug(slug)).toBe(true);
});

test("every country is there once, and nothing that is none", () => {
  const codes = allCountries().map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of ["PT", "GB", "US", "XK", "TW", "PS"]) expect(isCountry(code), code).toBe(true);
  for (const code of ["", "pt", "EU", "ZZ", "YU", "SU", "UN", "PRT"])
    expect(isCountry(code), code).toBe(false);
});
