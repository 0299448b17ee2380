import type Stripe from "stripe";
import { invalid } from "./refusal.ts";

/** Limits of https://docs.stripe.com/metadata#data: keys, their length, and the length of a value. */
const [most, longestKey, longestValue] = [50, 40, 500];

/**
 * Metadata after a call: what is named is set, an empty value takes its key away, an empty string for the whole takes
 * all away. Refuses what is too much or too long.
 */
export function merged(
  given: "" | Record<string, string> | undefined,
  before: Stripe.Metadata = {},
): Stripe.Metadata {
  if (given === undefined) return { ...before };
  if (given === "") return {};
  const after = Object.entries({ ...before, ...given }).filter(([, value]) => value !== "");
  if (after.length > most) throw tooLong(`You can only have up to ${most} metadata keys`);
  for (const [key, value] of after) {
    if (key.length > longestKey)
      throw tooLong(`Metadata keys can have up to ${longestKey} characters`, key.length);
    if (value.length > longestValue)
      throw tooLong(`Metadata values can have up to ${longestValue} characters`, value.length);
  }
  return Object.fromEntries(after);
}

function tooLong(rule: string, length?: number) {
  const but = length === undefined ? "" : `, but you passed in one that is ${length} characters`;
  return invalid(`${rule}${but}.`, { param: "metadata" });
}
