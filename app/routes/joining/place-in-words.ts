import { allCountries, countryName } from "#app/values/countries.ts";

/** Where somebody is, as they said it: "New York, United States", "Portugal". */
export function placeInWords({ country, region }: { country: string; region: string | null }): string {
  const name = countryName(country);
  return region && region !== name ? `${region}, ${name}` : name;
}

/**
 * The country a region of a licence lies in: the one it names ("Spain"), else the practice's own. The states of the
 * United States come first: Georgia is one of them.
 */
export function countryOfRegion(region: string, practiceCountry: string): string {
  if (practiceCountry === "US") return practiceCountry;
  return allCountries().find(({ name }) => name === region)?.code ?? practiceCountry;
}
