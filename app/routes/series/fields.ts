import { z } from "zod";
import { type Choice, fewestDates, mostDates, mostWeeks } from "#app/domain/series/rules.ts";
import { isDate } from "#app/values/zoned.ts";

export const every = z.coerce
  .number<string>({ error: "How often?" })
  .int("How often?")
  .min(1, "How often?")
  .max(mostWeeks, `${mostWeeks} weeks apart at most.`);

const timesWords = `From ${fewestDates} to ${mostDates} times, please.`;
export const times = z.coerce
  .number<string>({ error: timesWords })
  .int(timesWords)
  .min(fewestDates, timesWords)
  .max(mostDates, timesWords);

export const lastDate = z.string().refine((text) => isDate(text) && text < "2100", "A date, please.");

/** The key that makes a form one series however often it is sent: the id the series will have. */
export const key = z.uuid("Please open this page again from the start.");

/** What was shown of every date; 52 of them, each with its state. */
export const seen = z.string().max(8_000);

/** What is chosen for each date that was shown: kept, left out, or another start in its place. */
export function choicesIn(
  typed: Readonly<Record<string, string>>,
  dates: readonly string[],
): Map<string, Choice> {
  return new Map(dates.map((date) => [date, choiceOf(typed[fieldOf(date)])]));
}

function choiceOf(text: string | undefined): Choice {
  if (text === "keep") return "keep";
  const at = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? "out" : at;
}

/** The dates a form was made for. */
export function datesSeen(seen: string): string[] {
  return seen.split(" ").flatMap((one) => one.match(/^(\d{4}-\d\d-\d\d)\//)?.[1] ?? []);
}

/** The field that says what is chosen for a date. */
export function fieldOf(date: string): string {
  return `date-${date}`;
}
