import { addDays, DAY, dayNumber, isDate, MINUTE, toInstant } from "#app/values/zoned.ts";

/** How many dates a series has at most, and how many weeks lie between two of them at most. */
export const mostDates = 52;
export const mostWeeks = 12;
/** A single date is a booking, not a series. */
export const fewestDates = 2;

/** How many days ahead a series may reach: two years, as far as anything is planned here. */
export const farthestDays = 730;

/** How many dates ahead are few enough to think of how it goes on. */
export const fewDatesLeft = 2;

/** The same wall-clock time ("09:00") in one zone every so many weeks, from a date on. */
export type Rhythm = { startsOn: string; time: string; everyWeeks: number; zone: string };

/** How long a series goes on: so many times, or up to a date, which is included. */
export type Length = { times: number } | { until: string };

/** The dates of a series, in order; never more than 52, nor any more than two years after the first. */
export function datesOf(
  { startsOn, everyWeeks }: Pick<Rhythm, "startsOn" | "everyWeeks">,
  length: Length,
): string[] {
  const times = "times" in length ? Math.min(length.times, mostDates) : mostDates;
  const farthest = addDays(startsOn, farthestDays);
  const last = "until" in length && length.until < farthest ? length.until : farthest;
  const dates: string[] = [];
  for (let n = 0; n < times; n += 1) {
    const date = addDays(startsOn, n * everyWeeks * 7);
    if (date > last) break;
    dates.push(date);
  }
  return dates;
}

/**
 * The instant (ms) a clock in the zone shows a time on a date. A time the clocks skip comes out later by as much as was
 * skipped, one they show twice is the first of the two (decisions, 12).
 */
export function startOn(zone: string, date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return toInstant(zone, dayNumber(date) * DAY + (hours * 60 + minutes) * MINUTE);
}

/** Whether a text is a time of day, "09:00". */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether a rhythm makes sense at all: a real date and time, one to twelve weeks apart. */
export function isRhythm({ startsOn, time, everyWeeks }: Omit<Rhythm, "zone">): boolean {
  const isWhole = Number.isInteger(everyWeeks) && everyWeeks >= 1 && everyWeeks <= mostWeeks;
  return isWhole && isDate(startsOn) && isTime(time);
}

/** What is wanted with a date: the time it is for, none at all, or another start (ms) in its place. */
export type Choice = "keep" | "out" | number;

/** A date as somebody saw it before they said yes, on one line that can be compared. */
export type SeenDate = { date: string; startsAt: number; conflicts: readonly string[] };

/** What was seen of all dates, as a form carries it there and back: equal texts, equal state. */
export function seenAs(dates: readonly SeenDate[]): string {
  return dates
    .map(({ date, startsAt, conflicts }) => `${date}/${startsAt}=${conflicts.join("+") || "free"}`)
    .join(" ");
}

/** The dates whose state is another than it was when `seen` was written. */
export function changedSince(seen: string, dates: readonly SeenDate[]): string[] {
  const before = new Set(seen.split(" "));
  return dates.filter((one) => !before.has(seenAs([one]))).map(({ date }) => date);
}
