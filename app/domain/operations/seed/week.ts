import { addDays, DAY, dayNumber, MINUTE, toInstant, weekdayOf } from "#app/values/zoned.ts";

/**
 * The days somebody works, on one line: 0 is today or the last day worked before it, 1 the next one, -1 the one before.
 * Whoever works five days a week meets the same weekday every 5.
 */
export type Week = {
  /** The date of the n-th day worked. */
  day(n: number): string;
  /** The instant (ms) the wall shows a time, "10:20", on that day. */
  at(n: number, time: string): number;
};

/** Lay out the days worked around a date, "2026-11-20"; `weekdays` are Monday 1 to Sunday 7, in order. */
export function weekAround(today: string, zone: string, weekdays: readonly number[]): Week {
  const base = dayNumber(today);
  const weekday = weekdayOf(base);
  const monday = base - weekday + 1;
  const soFar = weekdays.filter((day) => day <= weekday).length - 1;

  function day(n: number): string {
    const place = soFar + n;
    const weeks = Math.floor(place / weekdays.length);
    const inWeek = weekdays[place - weeks * weekdays.length] ?? 1;
    return addDays(today, monday - base + weeks * 7 + inWeek - 1);
  }
  return { day, at: (n, time) => wall(zone, day(n), time) };
}

/** The instant (ms) the wall of a zone shows a date and a time, "10:20". */
export function wall(zone: string, date: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return toInstant(zone, dayNumber(date) * DAY + (hours * 60 + minutes) * MINUTE);
}
