import { z } from "zod";
import * as wish from "#app/domain/reception/wish.ts";
import type { NewLicence } from "#app/domain/therapists/join.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import type { FieldErrors } from "#app/http.ts";
import { tick } from "#app/routes/form-fields.ts";
import { isDate } from "#app/values/zoned.ts";
import { line, lines, maybeLine, words } from "../typed-fields.ts";

/** As many as the form has rows. */
const mostLicences = 6;

const profile = z.object({
  name: line(120, "The name clients know."),
  firstName: line(60, "What letters and pages call you."),
  title: line(120, "A few words: “Licensed psychologist”."),
  headline: line(200, "One sentence: for whom, and for what."),
  bio: lines(10_000),
  specialties: words(12),
  languages: words(12),
  zone: wish.zone,
  roomUrl: maybeLine(500)
    .refine((text) => text === "" || isRoom(text), "A link that begins with https://")
    .transform((text) => text || null),
  isPublished: tick,
  marksByItself: tick,
});

/** A profile and its licences as they are typed, everything wrong with either told at once. */
export const profileSchema = z.record(z.string(), z.string()).transform((typed, context) => {
  const read = profile.safeParse(typed);
  const { held, errors } = readLicences(typed);
  for (const { path, message } of read.error?.issues ?? [])
    context.addIssue({ code: "custom", path, message });
  for (const [field, message] of Object.entries(errors))
    context.addIssue({ code: "custom", path: [field], message });
  return read.success ? { profile: read.data, held } : z.NEVER;
});

/** Whether a text is the address of a room people can be sent to: https, and nobody's password in it. */
export function isRoom(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === "https:" && url.username === "" && url.password === "";
}

/** The licences of a form, a row each; an empty row is none. */
function readLicences(typed: Readonly<Record<string, string>>): { held: NewLicence[]; errors: FieldErrors } {
  const held: NewLicence[] = [];
  const errors: FieldErrors = {};
  for (let row = 1; row <= mostLicences; row += 1) {
    const field = (name: string) => `licence-${row}-${name}`;
    const said = (name: string) => (typed[field(name)] ?? "").trim();
    const [region, number, expiresOn] = [said("region"), said("number"), said("expires")];
    if (!region && !number && !expiresOn) continue;
    if (!line(60, "").safeParse(region).success) errors[field("region")] = "For which region?";
    if (!line(60, "").safeParse(number).success)
      errors[field("number")] = "The number of the licence, please.";
    if (expiresOn && !(isDate(expiresOn) && expiresOn > "1900" && expiresOn < "2200"))
      errors[field("expires")] = "A date, like 2028-06-30.";
    if (held.some((other) => other.region === region)) errors[field("region")] = "This region is here twice.";
    held.push({ region, number, ...(expiresOn && { expiresOn }) });
  }
  return { held, errors };
}

type Held = { region: string; number: string; expiresOn: string | null };

/** A profile as the fields it would be typed into. */
export function asFields(therapist: Therapist, licences: readonly Held[]): Record<string, string> {
  const { name, firstName, title, headline, bio, specialties, languages, zone } = therapist;
  const ticked = (is: boolean) => (is ? "yes" : "");
  return {
    ...{ name, firstName, title, headline, bio, zone },
    specialties: specialties.join("\n"),
    languages: languages.join("\n"),
    roomUrl: therapist.roomUrl ?? "",
    isPublished: ticked(therapist.isPublished),
    marksByItself: ticked(therapist.marksByItself),
    ...Object.fromEntries(
      licences.flatMap(({ region, number, expiresOn }, index) => [
        [`licence-${index + 1}-region`, region],
        [`licence-${index + 1}-number`, number],
        [`licence-${index + 1}-expires`, expiresOn ?? ""],
      ]),
    ),
  };
}
