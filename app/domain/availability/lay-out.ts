import { type Interval, merge } from "#app/values/interval.ts";
import { DAY, dayNumber, MINUTE, readingAt, toInstant, weekdayOf } from "#app/values/zoned.ts";
import type { Availability, Range, SessionRules, WeeklyHours } from "./rules.ts";

/** Evenly spaced starts within `[from, until)`: `anchor` and every step after it. */
export type Run = Interval & { anchor: number };

/** Hours as intervals a session has to stay inside of, and the starts they suggest, by `from`. */
export type Plan = { hours: Interval[]; runs: Run[] };

type Worked = Pick<Availability, "hours" | "overrides">;

/** The hours worked around `[from, until)`, in order and apart; a few outside of it are among them. */
export function hoursWorked(worked: Worked, from: number, until: number): Interval[] {
  // Only the hours are wanted, not the starts they suggest: one a day is the fewest there are.
  return merge(layOut({ ...worked, session: { step: 1440 } }, from, until).hours);
}

/**
 * The weekly hours and overrides that touch `[from, until)`, and a few around them. An override stands in place of
 * the hours that start on its date; what began the day before and runs past midnight stays.
 */
export function layOut(
  { hours, overrides, session }: Worked & { session: Pick<SessionRules, "step"> },
  from: number,
  until: number,
): Plan {
  const plan: Plan = { hours: [], runs: [] };
  const step = session.step * MINUTE;
  const byDate = Map.groupBy(overrides, ({ date }) => dayNumber(date));
  const week = weekOf(hours);
  // A wall clock is at most 14 hours from UTC, and a range ends at most two days after the midnight it is told by.
  const lastDay = Math.floor(until / DAY) + 1;
  for (let day = Math.floor(from / DAY) - 3; day <= lastDay; day += 1) {
    const instead = byDate.get(day);
    if (instead) {
      for (const { zone, ranges } of instead) for (const range of ranges) lay(plan, day, zone, range, step);
    } else {
      for (const { row, first, last } of week[weekdayOf(day) - 1] ?? []) {
        if (day >= first && day <= last) lay(plan, day, row.zone, row, step);
      }
    }
  }
  plan.runs.sort((a, b) => a.from - b.from);
  return plan;
}

/** A row of weekly hours with the days it holds from and until. */
type InForce = { row: WeeklyHours; first: number; last: number };

/** The rows of each weekday, Monday first, early ones first: laid out so, the sort above has next to nothing to do. */
function weekOf(hours: readonly WeeklyHours[]): InForce[][] {
  const week: InForce[][] = [[], [], [], [], [], [], []];
  for (const row of hours.toSorted((a, b) => a.startMinute - b.startMinute)) {
    const first = row.from ? dayNumber(row.from) : -Infinity;
    const last = row.until ? dayNumber(row.until) : Infinity;
    week[row.weekday - 1]?.push({ row, first, last });
  }
  return week;
}

/**
 * Put one range of one local day into the plan. Both its ends and each of its steps are wall times, so a clock change
 * inside it begins a new run; a range the clocks skip whole leaves nothing.
 */
function lay(
  { hours, runs }: Plan,
  day: number,
  zone: string,
  { startMinute, length }: Range,
  step: number,
): void {
  const start = day * DAY + startMinute * MINUTE;
  const end = start + length * MINUTE;
  let reading = readingAt(zone, start);
  const from = start - reading.offset;
  const until = end < reading.wallUntil ? end - reading.offset : toInstant(zone, end);
  if (from >= until) return;
  hours.push({ from, until });
  for (let wall = start; ; reading = readingAt(zone, wall)) {
    const stop = Math.min(end, reading.wallUntil);
    const anchor = wall - reading.offset;
    runs.push({ anchor, from: Math.max(from, anchor), until: Math.min(until, stop - reading.offset) });
    wall += Math.ceil((stop - wall) / step) * step;
    if (wall >= end) return;
  }
}
