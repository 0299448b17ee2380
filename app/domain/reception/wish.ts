import { z } from "zod";
import { isOneLine, isPlainText } from "#app/values/words.ts";
import { isZone } from "#app/values/zoned.ts";

function line(max: number, tooLong: string) {
  return z
    .string()
    .trim()
    .max(max, tooLong)
    .refine(isOneLine, "Please use plain letters, without control characters.");
}

/** An RFC 5321 address we can write to: one line, at most 254 characters, kept in lower case. */
export const email = z
  .string({ error: "An email address, so the confirmation can reach you." })
  .trim()
  .toLowerCase()
  .min(1, "An email address, so the confirmation can reach you.")
  .max(254, "That address is longer than email allows.")
  .pipe(z.email("That doesn't look like an email address. It should read like name@example.org."));

export const name = line(120, "That's a long name. 120 letters are enough here.").min(
  1,
  "A name, whatever you like to be called.",
);

export const phone = line(40, "That's too long for a phone number.").regex(
  /^[+()\d\s./-]*$/,
  "A phone number has digits, and perhaps a + in front.",
);

export const note = z
  .string()
  .trim()
  .max(2_000, "That's a little long for here. 2,000 letters at most; the rest can wait for the call.")
  .refine(isPlainText, "Please use plain letters, without control characters.");

export const code = line(60, "That’s too long for a code.");

export const zone = z.string().max(60).refine(isZone, "We don't know that time zone.");

export const region = line(60, "That's too long for a region.");

export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "There is nothing under that name.");

/** An instant people may ask for: ISO 8601 with an offset or Z, to the minute, within a few years. Read as epoch ms. */
export const startsAt = z.iso
  .datetime({ offset: true, error: "A start time should read like 2026-11-24T10:20:00Z." })
  .transform((text) => Date.parse(text))
  .refine((ms) => ms > 0 && ms < Date.UTC(2100, 0, 1), "That date is out of reach.")
  .refine((ms) => ms % 60_000 === 0, "Times start on a full minute.");
