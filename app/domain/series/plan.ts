import { against, type Breach } from "#app/domain/availability/knowingly.ts";
import { isOpen, openings } from "#app/domain/availability/openings.ts";
import type { Availability, Taken } from "#app/domain/availability/rules.ts";
import { addDays, DAY, dayNumber, dayOf, MINUTE, startOfDay, timeOf, weekdayOf } from "#app/values/zoned.ts";
import type { Choice } from "./rules.ts";

/**
 * What stands against a date. `past`: it has begun; `taken`: another session is there; `fixed`: a date that
 * cannot be moved; the rest are the therapist's own rules, which whoever keeps the diary may go against, knowing it.
 */
export type Conflict = "past" | "taken" | "fixed" | Breach;

/** A date that is wanted; `stays` is where it is now (ms), for one that would be moved, and `isFixed` that it cannot be. */
export type Wanted = { date: string; startsAt: number; stays?: number; isFixed?: boolean };

/** How a date stands: what is against it, the open starts nearest to it, and what is chosen for it. */
export type Planned = {
  date: string;
  /** The time of the rhythm (ms). */
  startsAt: number;
  conflicts: Conflict[];
  /** At most two (ms): one on that day, one in that week. */
  nearest: number[];
  choice: Choice;
  /** When it would be (ms), or null for a date that is left out. */
  at: number | null;
  /** Whether what is chosen can be had. */
  isGood: boolean;
};

type Asked = {
  diary: Availability;
  wanted: readonly Wanted[];
  /** By date; without one a free date is kept, another goes to the nearest open time, or out. */
  choices: ReadonlyMap<string, Choice>;
  /** Clients take what is offered and nothing else; the practice goes against its own rules where that is meant. */
  isStrict: boolean;
};

/** How far around a date its neighbours matter: a week for the caps, and room for buffers and nights. */
const around = 10 * DAY;
/**
 * Walk through the dates in order: each is looked at with those before it in their places, so that nothing chosen here
 * stands in the way of something else chosen here without being told.
 */
export function plan({ diary, wanted, choices, isStrict }: Asked): Planned[] {
  const given: Taken[] = [];
  return wanted.map((one) => {
    const here = near(diary, given, one.startsAt);
    const conflicts = one.isFixed ? ["fixed" as const] : conflictsOf(here, one.startsAt, isStrict);
    const nearest = conflicts.length > 0 && !one.isFixed ? nearestTo(here, one) : [];
    const chosen = choices.get(one.date);
    const canKeep = isStrict ? conflicts.length === 0 : !conflicts.some(isFirm);
    const fallback = conflicts.length === 0 ? "keep" : (nearest[0] ?? "out");
    const choice = chosen ?? fallback;
    const isGood = choice === "out" || (choice === "keep" ? canKeep : !one.isFixed && isOpen(here, choice));
    const at = choice === "keep" ? one.startsAt : choice === "out" ? null : choice;
    const stands = at ?? one.stays;
    if (stands !== undefined) given.push(takenBy(diary, stands));
    return { date: one.date, startsAt: one.startsAt, conflicts, nearest, choice, at, isGood };
  });
}

/** What nobody goes against: the past, and another session. */
export function isFirm(conflict: Conflict): boolean {
  return conflict === "past" || conflict === "taken" || conflict === "fixed";
}

function conflictsOf(diary: Availability, startsAt: number, isStrict: boolean): Conflict[] {
  const { isTaken, breaches } = against(diary, startsAt);
  const found: Conflict[] = [
    ...(startsAt <= diary.now ? (["past"] as const) : []),
    ...(isTaken ? (["taken"] as const) : []),
    ...breaches,
  ];
  if (!isStrict) return found;
  const [first] = found.length === 0 && !isOpen(diary, startsAt) ? ["taken" as const] : found;
  return first ? [isPrivate.has(first) ? "taken" : first] : [];
}

/** What a client hears of as a time that is taken: how a therapist keeps her diary is her own. */
const isPrivate = new Set<Conflict>(["busy", "in_buffers"]);

/** The open starts nearest to a date: the nearest on its day, and the nearest on another day of its week, best first. */
function nearestTo(diary: Availability, { date, startsAt }: Wanted): number[] {
  const zone = diary.therapistZone;
  // Within the week of the calendar, so that no two dates share one, and what is capped by the week stays under it.
  const monday = addDays(date, 1 - weekdayOf(dayNumber(date)));
  const span = { from: startOfDay(zone, monday), to: startOfDay(zone, addDays(monday, 7)) };
  const open = openings(diary, { ...span, visitorZone: zone }).filter((one) => one.startsAt !== startsAt);
  const wished = minutesOf(timeOf(zone, startsAt));
  // The same time on another day is nearer to a rhythm than any other time of that day.
  const far = ({ startsAt: at, day, time }: (typeof open)[number]) =>
    day === dayOf(zone, startsAt)
      ? Math.abs(at - startsAt) / MINUTE
      : 1440 + Math.abs(at - startsAt) / DAY + Math.abs(minutesOf(time) - wished);
  const best = (some: typeof open) => some.toSorted((a, b) => far(a) - far(b) || a.startsAt - b.startsAt)[0];
  const day = dayOf(zone, startsAt);
  const found = [best(open.filter((one) => one.day === day)), best(open.filter((one) => one.day !== day))];
  return found.flatMap((one) => (one ? [one.startsAt] : []));
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function near(diary: Availability, given: readonly Taken[], at: number): Availability {
  const isNear = (one: { startsAt: number; endsAt: number }) =>
    one.endsAt > at - around && one.startsAt < at + around;
  return {
    ...diary,
    appointments: [...diary.appointments, ...given].filter(isNear),
    busy: diary.busy.filter(isNear),
    away: diary.away.filter(isNear),
  };
}

function takenBy({ session: { minutes, bufferBefore, bufferAfter } }: Availability, startsAt: number): Taken {
  return { startsAt, endsAt: startsAt + minutes * MINUTE, bufferBefore, bufferAfter };
}
