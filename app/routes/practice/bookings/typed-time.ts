import { z } from "zod";
import { optional } from "#app/routes/form-fields.ts";
import { isPlainText } from "#app/values/words.ts";
import { DAY, dayNumber, dayOf, isDate, MINUTE, timeOf, toInstant } from "#app/values/zoned.ts";

/** A date and a time as two fields say them, by the therapist's clock. */
export const whenFields = {
  date: z
    .string({ error: "A date, please." })
    .refine((text) => isDate(text) && text >= "2020" && text < "2100", "A date, please."),
  time: z.string({ error: "A time, please." }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time, like 10:20."),
};

/** What somebody writes into a letter: a sentence or two. */
export const ownSentence = optional(
  z
    .string()
    .max(500, "That’s a little long for here. 500 letters at most.")
    .refine(isPlainText, "Please use plain letters, without control characters."),
);

/** Which state of a booking a form was made for. */
export const sequence = z.coerce.number().int().min(0).max(100_000);

type Typed = { date: string; time: string };

/** The instant (ms) a clock in the zone shows a date and a time; one that is skipped comes out later. */
export function instantOf(zone: string, { date, time }: Typed): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return toInstant(zone, dayNumber(date) * DAY + (hours * 60 + minutes) * MINUTE);
}

/** An instant as the two fields show it. */
export function typedFrom(zone: string, instant: number): Typed {
  return { date: dayOf(zone, instant), time: timeOf(zone, instant) };
}

/** What `?at=2026-11-24T10:00` asks the fields to open with, or null when it says no such time. */
export function typedFromQuery(at: string | null): Typed | null {
  const [date = "", time = ""] = (at ?? "").split("T");
  const isTime = whenFields.date.safeParse(date).success && whenFields.time.safeParse(time).success;
  return isTime ? { date, time } : null;
}
