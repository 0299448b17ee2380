import { helpIn } from "#app/domain/site/crisis-lines.ts";

/** The emergency number of a country, or null where we know none. */
export function emergencyIn(country: string): string | null {
  return helpIn(country)?.emergency ?? null;
}
