import { type Interval, merge, subtract } from "#app/values/interval.ts";
import { DAY, dateOf, MINUTE, timeText, wallClock } from "#app/values/zoned.ts";
import { type Cap, capAt } from "./caps.ts";
import { layOut, type Run } from "./lay-out.ts";
import { type Availability, bookable, startsForbidden, startsInside } from "./rules.ts";

/** A start somebody could book now, with the day and the time a clock beside the visitor shows then. */
export type Opening = { startsAt: number; day: string; time: string };

/** Starts are wanted within `[from, to)`, instants in milliseconds. */
type Window = { from: number; to: number };

/** Every start that can be booked in the window, earliest first. The same diary always has the same openings. */
export function openings(availability: Availability, window: Window & { visitorZone: string }): Opening[] {
  const starts = openStarts(availability, window);
  const found = new Array<Opening>(starts.length); // Growing it a start at a time would cost a third more.
  const wall = wallClock(window.visitorZone);
  let midnight = Number.POSITIVE_INFINITY;
  let day = "";
  let count = 0;
  for (const startsAt of starts) {
    const reading = wall(startsAt);
    if (reading < midnight || reading >= midnight + DAY) {
      midnight = Math.floor(reading / DAY) * DAY;
      day = dateOf(midnight / DAY);
    }
    found[count] = { startsAt, day, time: timeText(Math.floor((reading - midnight) / MINUTE)) };
    count += 1;
  }
  return found;
}

/** Whether `openings` offers a start at this instant. */
export function isOpen(availability: Availability, startsAt: number): boolean {
  return openStarts(availability, { from: startsAt, to: startsAt + 1 }).length > 0;
}

/** Why a start is one too many: the therapist's day or week is full, or that of whoever asks. Null when none is. */
export function capReached(availability: Availability, startsAt: number): Cap | null {
  return capAt(availability)?.(startsAt) ?? null;
}

function openStarts(availability: Availability, window: Window): number[] {
  const { session } = availability;
  const limits = bookable(availability);
  const from = Math.max(limits.from, window.from);
  const until = Math.min(limits.until, window.to);
  if (from >= until) return [];

  const { hours, runs } = layOut(availability, from, until + session.minutes * MINUTE);
  const outside = [
    { from: -Infinity, until: from },
    { from: until, until: Infinity },
  ];
  const free = subtract(startsInside(hours, session), merge([...startsForbidden(availability), ...outside]));
  const starts = startsOn(runs, free, session.step * MINUTE);
  const capped = capAt(availability);
  const inTurn = inOrder(starts, runs);
  return capped ? inTurn.filter((at) => capped(at) === null) : inTurn;
}

/** The starts of the runs that fall on free ground. Runs come by `from`, the ground in order and apart. */
function startsOn(runs: readonly Run[], free: readonly Interval[], step: number): number[] {
  const starts: number[] = [];
  let passed = 0;
  for (const run of runs) {
    for (let ground = free[passed]; ground && ground.until <= run.from; ground = free[passed]) passed += 1;
    for (let i = passed, ground = free[i]; ground && ground.from < run.until; i += 1, ground = free[i]) {
      const until = Math.min(run.until, ground.until);
      const lead = Math.max(run.from, ground.from) - run.anchor;
      for (let at = run.anchor + Math.ceil(lead / step) * step; at < until; at += step) starts.push(at);
    }
  }
  return starts;
}

/** Overlapping hours and skipped times suggest a start twice or out of turn. Most diaries have neither. */
function inOrder(starts: number[], runs: readonly Run[]): number[] {
  const areApart = runs.every(({ from }, i) => from >= (runs[i - 1]?.until ?? from));
  return areApart ? starts : [...new Set(starts)].sort((a, b) => a - b);
}
