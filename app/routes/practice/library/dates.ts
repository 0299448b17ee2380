import { z } from "zod";
import { isDate, startOfDay } from "#app/values/zoned.ts";

/** A date from which something is there; empty means now. */
export const fromDate = z
  .string()
  .trim()
  .refine(
    (text) => text === "" || (isDate(text) && text > "2000" && text < "2100"),
    "A date, like 2027-03-01.",
  )
  .default("");

/** The moment a day begins by somebody's clock; now where no date was said, or its beginning is behind. */
export function momentOf(date: string, zone: string, now: Date): Date {
  return date === "" ? now : new Date(Math.max(startOfDay(zone, date), now.getTime()));
}
