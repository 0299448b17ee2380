import { z } from "zod";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { lastWord, regionsAtDoor } from "#app/domain/joining/queries.ts";
import type { Where } from "#app/domain/joining/say-where.ts";
import { countryOfZone } from "#app/domain/site/crisis-lines/zones.ts";
import type { FieldErrors } from "#app/http.ts";
import { allCountries, isCountry } from "#app/values/countries.ts";
import { countryOfRegion } from "./place-in-words.ts";

/** What is chosen where no region of a licence fits. */
const elsewhere = "elsewhere";

/** The question where somebody is today, with the answer they gave last time already in it. */
export async function questionOf(ctx: Ctx, whole: WholeBooking) {
  const { booking, practice } = whole;
  const [{ licensed, elsewhere: others }, last] = await Promise.all([
    regionsAtDoor(ctx, whole),
    lastWord(ctx, whole),
  ]);
  const regions = [...licensed, ...others];
  const [region, country] = last
    ? [last.region ?? elsewhere, last.country]
    : [booking.region, countryOfZone(booking.guestZone) ?? practice.country];
  const isOffered = region === elsewhere || (region !== null && regions.includes(region));
  return {
    licensed,
    regions:
      regions.length === 0
        ? null
        : [
            ...regions.map((name) => ({ value: name, label: name })),
            { value: elsewhere, label: "Somewhere else" },
          ],
    countries: allCountries().map(({ code, name }) => ({ value: code, label: name })),
    preset: { region: isOffered ? region : null, country: isOffered && region !== elsewhere ? "" : country },
  };
}

export type Question = Awaited<ReturnType<typeof questionOf>>;

export const whereSchema = z.object({
  region: z.string().optional(),
  country: z.string().optional(),
});

type Typed = z.infer<typeof whereSchema>;
type Read = { ok: true; where: Where } | { ok: false; errors: FieldErrors };

/** Where somebody said they are: a region of the licences lies in a country already; anywhere else it takes one. */
export function readWhere({ region, country }: Typed, { regions }: Question, practiceCountry: string): Read {
  if (regions && !regions.some(({ value }) => value === region))
    return { ok: false, errors: { region: "Please choose where you are today." } };
  if (regions && region && region !== elsewhere)
    return { ok: true, where: { region, country: countryOfRegion(region, practiceCountry) } };
  if (!country || !isCountry(country))
    return { ok: false, errors: { country: "In which country are you today?" } };
  return { ok: true, where: { region: null, country } };
}
