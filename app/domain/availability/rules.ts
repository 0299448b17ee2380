import { type Interval, merge, overlaps } from "#app/values/interval.ts";
import { addDays, DAY, dayNumber, MINUTE, startOfDay, toInstant } from "#app/values/zoned.ts";

/** A piece of a local day: minutes since its midnight and a length of 1 to 1440, so it may run through the next. */
export type Range = { startMinute: number; length: number };

/** A range worked every week, Monday 1 to Sunday 7, in its own zone; `from` and `until` are dates, both included. */
export type WeeklyHours = Range & {
  weekday: number;
  zone: string;
  from?: string | null | undefined;
  until?: string | null | undefined;
};

/** A date worked otherwise: its ranges stand in place of the weekly hours that start on it. None is a day off. */
export type HourOverride = { date: string; zone: string; ranges: readonly Range[] };

/** Instants in milliseconds, here and in all of this room's rules. */
export type Occupied = { startsAt: number; endsAt: number };

/** Buffers in minutes. */
export type Taken = Occupied & { bufferBefore: number; bufferAfter: number };

/** What a session type asks of the time around it. All in minutes; notice and horizon are elapsed ones. */
export type SessionRules = {
  minutes: number;
  bufferBefore: number;
  bufferAfter: number;
  step: number;
  noticeMinutes: number;
  horizonMinutes: number;
};

/**
 * All that decides whether a therapist can be booked for a session. `perDayCap` counts days of `therapistZone`,
 * `perWeekCap` its weeks, Monday first. `fullWeeks` are weeks, by their Monday, in which whoever asks has had enough.
 */
export type Availability = {
  hours: readonly WeeklyHours[];
  overrides: readonly HourOverride[];
  away: readonly Occupied[];
  busy: readonly Occupied[];
  appointments: readonly Taken[];
  session: SessionRules;
  perDayCap?: number | null | undefined;
  perWeekCap?: number | null | undefined;
  fullWeeks?: ReadonlySet<string> | undefined;
  therapistZone: string;
  now: number;
};

/** When a session may start at all: neither inside the notice nor past the horizon. */
export function bookable({ session, now }: Availability): Interval {
  return { from: now + session.noticeMinutes * MINUTE, until: now + session.horizonMinutes * MINUTE + 1 };
}

/** The starts that leave the whole session, though not its buffers, inside the hours worked. */
export function startsInside(hours: readonly Interval[], { minutes }: SessionRules): Interval[] {
  const inside: Interval[] = [];
  for (const { from, until } of merge(hours)) {
    const last = until - minutes * MINUTE;
    if (from <= last) inside.push({ from, until: last + 1 });
  }
  return inside;
}

/**
 * The starts that something in the diary forbids, in no order. Between neighbours lies at least the larger of the
 * first's buffer after and the second's buffer before, never the sum: what appointments_no_overlap and
 * appointments_keep_clear_before say in Postgres. Busy times bring no buffers of their own, and being away wants none
 * from either side: buffers may reach into it as they may reach past the hours.
 */
export function startsForbidden({ appointments, busy, away, session }: Availability): Interval[] {
  const { bufferBefore, bufferAfter } = session;
  const forbidden: Interval[] = [];
  for (const taken of appointments) {
    const ahead = Math.max(bufferAfter, taken.bufferBefore);
    const behind = Math.max(taken.bufferAfter, bufferBefore);
    forbidden.push(startsTooNear(taken, session, ahead, behind));
  }
  for (const block of busy) forbidden.push(startsTooNear(block, session, bufferAfter, bufferBefore));
  for (const absence of away) forbidden.push(startsTooNear(absence, session, 0, 0));
  return forbidden;
}

/** To end `ahead` minutes before the block, to the millisecond, is far enough: hence the one. */
function startsTooNear(block: Occupied, { minutes }: SessionRules, ahead: number, behind: number): Interval {
  return { from: block.startsAt - (minutes + ahead) * MINUTE + 1, until: block.endsAt + behind * MINUTE };
}

/**
 * A piece of a local date as instants: from one time to another ("13:00"), or all of it. Midnight at the end is "00:00".
 * Null when it ends before it starts.
 */
export function blockedSpan(
  { date, from, to }: { date: string; from?: string | undefined; to?: string | undefined },
  zone: string,
): Interval | null {
  if (!from || !to) return { from: startOfDay(zone, date), until: startOfDay(zone, addDays(date, 1)) };
  const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const midnight = dayNumber(date) * DAY;
  const span = {
    from: toInstant(zone, midnight + at(from) * MINUTE),
    until: toInstant(zone, midnight + (at(to) || 1440) * MINUTE),
  };
  return span.from < span.until ? span : null;
}

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A range of a certain weekday, Monday 1 to Sunday 7. */
export type DayRange = Range & { weekday: number };

/**
 * The place in the list of the first range that overlaps an earlier one, or null. Sunday's night runs into Monday, and to
 * touch is not to overlap.
 */
export function overlapIn(ranges: readonly DayRange[]): number | null {
  const spans = ranges.map(({ weekday, startMinute, length }) => {
    const from = (weekday - 1) * DAY_MINUTES + startMinute;
    return { from, until: from + length };
  });
  const later = (span: Interval) => ({ from: span.from + WEEK_MINUTES, until: span.until + WEEK_MINUTES });
  const index = spans.findIndex((span, place) =>
    spans
      .slice(0, place)
      .some((one) => overlaps(one, span) || overlaps(later(one), span) || overlaps(one, later(span))),
  );
  return index < 0 ? null : index;
}

/** The minutes from one time of day to another; to an earlier or the same one it runs through midnight. */
export function lengthBetween(fromMinute: number, toMinute: number): number {
  return toMinute > fromMinute ? toMinute - fromMinute : toMinute + DAY_MINUTES - fromMinute;
}

/** How many days ahead anything is planned here: two years, as far as a session type's horizon may reach. */
export const farthestDays = 730;
