import type { WaitWindow } from "#app/db/schema/waiting.ts";
import { DAY, dayNumber, dayOf, MINUTE, toInstant, wallAt, weekdayOf } from "#app/values/zoned.ts";

/** The part of a day in which somebody is written to about an offer, in minutes of their own clock (domain, "Life of a booking"). */
const dayBegins = 8 * 60;
const dayEnds = 20 * 60;

/** How long an offer is kept, counted only within those hours, and how little of it is too little to answer in. */
const keptFor = 4 * 60 * MINUTE;
const leastToAnswer = 30 * MINUTE;

/** After how many days somebody is asked whether they are still looking, and how many an answer may take. */
export const asksAfterDays = 30;
export const answersWithinDays = 14;

/** The waking hours of a local date. */
function hoursOf(zone: string, day: number) {
  return {
    from: toInstant(zone, day * DAY + dayBegins * MINUTE),
    until: toInstant(zone, day * DAY + dayEnds * MINUTE),
  };
}

/** Whether somebody in that zone may be written to at an instant (ms). */
export function isDaytime(zone: string, at: number): boolean {
  const { from, until } = hoursOf(zone, dayNumber(dayOf(zone, at)));
  return from <= at && at < until;
}

/** The first instant (ms) from `at` on at which somebody in that zone may be written to. */
export function nextDaytime(zone: string, at: number): number {
  return piecesFrom(zone, at).next().value?.from ?? at;
}

/** The pieces of somebody's days from an instant on, in order and without end. */
function* piecesFrom(zone: string, at: number): Generator<{ from: number; until: number }, undefined> {
  let from = at;
  for (let day = dayNumber(dayOf(zone, from)); ; day = Math.max(day + 1, dayNumber(dayOf(zone, from)))) {
    const hours = hoursOf(zone, day);
    if (hours.until <= from) continue;
    yield { from: Math.max(from, hours.from), until: hours.until };
    from = hours.until;
  }
}

/**
 * When somebody is told of an offer made at `at` (ms) of a session that begins at `startsAt`, and until when it is kept:
 * four hours of their day, and never into the notice (minutes) the session wants. Null when that leaves too little to answer.
 */
export function timesOfOffer(
  zone: string,
  { at, startsAt, notice }: { at: number; startsAt: number; notice: number },
): { tellAt: number; endsAt: number } | null {
  const last = startsAt - notice * MINUTE;
  const tellAt = nextDaytime(zone, at);
  let left = keptFor;
  for (const { from, until } of piecesFrom(zone, tellAt)) {
    const piece = Math.min(until, last) - from;
    const isLast = piece >= left || until >= last;
    const used = Math.max(Math.min(piece, left), 0);
    left -= used;
    if (!isLast) continue;
    return keptFor - left >= leastToAnswer ? { tellAt, endsAt: from + used } : null;
  }
  return null;
}

/** Whether a start (ms) falls into the windows somebody named, by their clock. None named: any does. */
export function fits(windows: readonly WaitWindow[], zone: string, startsAt: number): boolean {
  if (windows.length === 0) return true;
  const wall = wallAt(zone, startsAt);
  const weekday = weekdayOf(Math.floor(wall / DAY));
  const minute = (wall - Math.floor(wall / DAY) * DAY) / MINUTE;
  return windows.some(
    (window) =>
      window.weekday === weekday &&
      window.startMinute <= minute &&
      minute < window.startMinute + window.length,
  );
}

/** The parts of a day people choose between, by their own clock. */
export const dayParts = {
  morning: { startMinute: 0, length: 12 * 60 },
  afternoon: { startMinute: 12 * 60, length: 5 * 60 },
  evening: { startMinute: 17 * 60, length: 7 * 60 },
} as const;

export type DayPart = keyof typeof dayParts;
export type Wanted = { weekdays: readonly number[]; parts: readonly DayPart[] };

const allParts = Object.keys(dayParts) as DayPart[];
const allDays = [1, 2, 3, 4, 5, 6, 7];

/** Chosen weekdays and parts of the day as windows. No day chosen means every day, no part any; neither: no windows. */
export function windowsOf({ weekdays, parts }: Wanted): WaitWindow[] {
  const [days, times] = [weekdays.length > 0 ? weekdays : allDays, parts.length > 0 ? parts : allParts];
  if (days.length === allDays.length && times.length === allParts.length) return [];
  return days.flatMap((weekday) => times.map((part) => ({ weekday, ...dayParts[part] })));
}

/** Windows as they were chosen. */
export function wantedOf(windows: readonly WaitWindow[]): Wanted {
  return {
    weekdays: allDays.filter((day) => windows.some(({ weekday }) => weekday === day)),
    parts: allParts.filter((part) =>
      windows.some(({ startMinute }) => startMinute === dayParts[part].startMinute),
    ),
  };
}
