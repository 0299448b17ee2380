/** Codes CLDR names that are no country somebody could practise in: unions, test codes, and islets without people. */
const noCountry = new Set([
  "EU",
  "EZ",
  "UN",
  "QO",
  "XA",
  "XB",
  "ZZ",
  "AC",
  "CP",
  "CQ",
  "DG",
  "EA",
  "IC",
  "TA",
]);

let all: { code: string; name: string }[] | undefined;

/** Every country (ISO 3166-1) by its English name, in alphabetical order. */
export function allCountries(): { code: string; name: string }[] {
  all ??= findAll();
  return all;
}

/** The English name of a country by its code, "Portugal"; the code itself where nobody knows it. */
export function countryName(code: string): string {
  return allCountries().find((country) => country.code === code)?.name ?? code;
}

/** Whether a text is the code of a country, "PT". */
export function isCountry(code: string): boolean {
  return allCountries().some((country) => country.code === code);
}

function findAll() {
  const names = new Intl.DisplayNames("en-GB", { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountry.has(code) && isCurrent(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name ? [{ code, name }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** A code that was given up ("YU") is known by its successor's. */
function isCurrent(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code;
}
