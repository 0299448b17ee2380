import { DAY, dateOf, wallClock, weekdayOf } from "#app/values/zoned.ts";
import type { Availability } from "./rules.ts";

/** What a start would be too many of: for the therapist's day, for her week, or for the week of whoever asks. */
export type Cap = "day" | "week" | "own_week";

type Capped = Pick<Availability, "perDayCap" | "perWeekCap" | "fullWeeks" | "therapistZone" | "appointments">;

/**
 * Tells of a start (ms) which cap it meets, or null; null itself where nothing is capped. Days and weeks are those of the
 * therapist's calendar, so one of a change of clocks is an hour longer or shorter and still one.
 */
export function capAt(availability: Capped): ((startsAt: number) => Cap | null) | null {
  const { perDayCap = null, perWeekCap = null, fullWeeks, therapistZone, appointments } = availability;
  if (perDayCap === null && perWeekCap === null && !fullWeeks?.size) return null;
  const wall = wallClock(therapistZone);
  const dayAt = (instant: number) => Math.floor(wall(instant) / DAY);
  const days = new Map<number, number>();
  const weeks = new Map<number, number>();
  for (const { startsAt } of appointments) {
    const day = dayAt(startsAt);
    days.set(day, (days.get(day) ?? 0) + 1);
    const monday = mondayOf(day);
    weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
  }
  return (startsAt) => {
    const day = dayAt(startsAt);
    const monday = mondayOf(day);
    if (perDayCap !== null && (days.get(day) ?? 0) >= perDayCap) return "day";
    if (perWeekCap !== null && (weeks.get(monday) ?? 0) >= perWeekCap) return "week";
    return fullWeeks?.has(dateOf(monday)) ? "own_week" : null;
  };
}

/** The Monday of the week of a day, both counted from 1970-01-01. */
export function mondayOf(day: number): number {
  return day + 1 - weekdayOf(day);
}
