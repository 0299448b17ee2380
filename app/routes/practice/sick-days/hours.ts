import { z } from "zod";
import { type HoursRefusal, longestDays, sickHours, type Until } from "#app/domain/sick-days/rules.ts";
import type { FieldErrors } from "#app/http.ts";
import { timeOnALine } from "#app/routes/when.ts";
import type { Interval } from "#app/values/interval.ts";
import { dayOf, isDate } from "#app/values/zoned.ts";
import { dateInWords, spanInWords } from "../availability/in-words.ts";

/** What was asked for, as the form has it: until when, and the time or the date that goes with it. */
export const hoursFields = z
  .object({
    until: z.enum(["today", "time", "date"]).catch("today"),
    time: z.string().max(10).default(""),
    date: z.string().max(10).default(""),
  })
  .transform(({ until, time, date }, context): Until => {
    if (until === "today") return { how: "today" };
    if (until === "date") {
      if (isDate(date)) return { how: "date", date };
      context.addIssue({ code: "custom", path: ["date"], message: "Through which date?" });
      return z.NEVER;
    }
    if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      return { how: "time", minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
    context.addIssue({ code: "custom", path: ["time"], message: "Until which time? It reads like 14:30." });
    return z.NEVER;
  });

export type HoursAsked = { until: string; time: string; date: string };

/** What the address or the form said, as it was typed. */
export function hoursAsked(typed: Readonly<Record<string, string | undefined>>): HoursAsked {
  return { until: typed.until ?? "today", time: typed.time ?? "", date: typed.date ?? "" };
}

type Read = { ok: true; until: Until; hours: Interval } | { ok: false; errors: FieldErrors };

/** The hours that were asked for, from now on, by the therapist's clock; or what is wrong with them, by field. */
export function readHours(asked: HoursAsked, clock: { zone: string; now: number }): Read {
  const parsed = hoursFields.safeParse(asked);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, errors: { [issue?.path.join(".") || "until"]: issue?.message ?? "" } };
  }
  const hours = sickHours(parsed.data, clock);
  if (typeof hours === "string") return { ok: false, errors: { [fieldOf(asked)]: saidKindly[hours] } };
  return { ok: true, until: parsed.data, hours };
}

/** The field a refusal about the hours belongs to. */
function fieldOf({ until }: HoursAsked): string {
  return until === "time" || until === "date" ? until : "until";
}

/** Why the hours are no good, in words. */
const saidKindly: Record<HoursRefusal, string> = {
  over_already: "That is over already. Please choose a later end.",
  too_far: `That’s more than ${longestDays} days. For longer, plan time away under Availability.`,
};

type Clock = { zone: string; locale: string; today: string };

/** "Tuesday 24 November, from 8:30 am" to its end, "…, through Friday 27 November", or until a time of day. */
export function hoursInWords(span: { startsAt: Date; endsAt: Date }, clock: Clock): string {
  const { zone } = clock;
  const [first, last] = [dayOf(zone, span.startsAt), dayOf(zone, span.endsAt.getTime() - 1)];
  if (dayOf(zone, span.endsAt) === last) return spanInWords(span, clock);
  const from = `${dateInWords(first, clock)}, from ${timeOnALine(span.startsAt.getTime(), clock)}`;
  return first === last ? from : `${from} through ${dateInWords(last, clock)}`;
}
