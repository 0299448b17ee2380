import type { Ctx } from "#app/domain/ctx.ts";
import type { SessionType } from "#app/domain/session-types/queries.ts";
import { addDays, DAY, dayOf, startOfDay } from "#app/values/zoned.ts";
import { type Opening, openings } from "./openings.ts";
import { fullWeeksOf } from "./own-weeks.ts";
import { type OpenDiary, readDiary } from "./queries.ts";
import type { Availability } from "./rules.ts";

const MINUTES_A_DAY = 1440;

export type Shape = Pick<SessionType, "minutes" | "bufferBefore" | "bufferAfter">;

/** A diary as the rules ask for it: for a type, or for a booking that keeps the shape it was made with, at `now` (ms). */
export function availabilityOf({ diary, type }: OpenDiary, now: number, shape: Shape = type): Availability {
  const { minutes, bufferBefore, bufferAfter } = shape;
  const session = { minutes, bufferBefore, bufferAfter, step: type.step };
  return {
    ...diary,
    session: { ...session, noticeMinutes: type.notice, horizonMinutes: type.horizonDays * MINUTES_A_DAY },
    now,
  };
}

type Asked = {
  therapistId: string;
  typeSlug: string;
  visitorZone: string;
  except?: string;
  /** Asked for somebody who is in this therapist's care: one who takes nobody new still sees the people she has. */
  isKnown?: boolean;
  /** Asked by this client for themselves, who may have had enough in some of the weeks. */
  clientId?: string | undefined;
};

/** The starts a therapist can be booked for between two instants (ms), in order, and what they were read from; null when the type is not offered. */
export async function openingsBetween(
  ctx: Ctx,
  asked: Asked & { from: number; to: number },
): Promise<{ open: OpenDiary; openings: Opening[] } | null> {
  const open = await readDiary(ctx, asked);
  if (!open) return null;
  if (!takes(open, asked)) return { open, openings: [] };
  const availability = availabilityOf(open, ctx.now().getTime());
  const fullWeeks = await weeksHadEnough(ctx, open, asked);
  return { open, openings: openings({ ...availability, fullWeeks }, asked) };
}

function takes({ takesNew }: OpenDiary, { isKnown = false }: Asked): boolean {
  return takesNew || isKnown;
}

type Asker = {
  clientId?: string | undefined;
  except?: string | readonly string[] | undefined;
  from: number;
  to: number;
};

/** The weeks in which a client who asks for a session of this kind has had enough; calls are never too many. */
export function weeksHadEnough(
  ctx: Ctx,
  { therapist, type }: OpenDiary,
  { clientId, ...span }: Asker,
): Promise<ReadonlySet<string> | undefined> {
  if (!clientId || type.kind === "discovery") return Promise.resolve(undefined);
  return fullWeeksOf(ctx, { therapist, clientId, ...span });
}

/** How far to look around a time that could not be had: mostly the next days are enough, and cost little to lay out. */
const around = [2 * DAY, 21 * DAY] as const;

/** The open starts (ms) nearest to one that could not be had, at most `count`, in order of time. */
export async function nearestOpenings(
  ctx: Ctx,
  asked: Asked,
  startsAt: number,
  count = 3,
): Promise<number[]> {
  let nearest: number[] = [];
  for (const reach of around) {
    const found = await openingsBetween(ctx, { ...asked, from: startsAt - reach, to: startsAt + reach });
    const starts = (found?.openings ?? []).map((opening) => opening.startsAt);
    nearest = starts.sort((a, b) => Math.abs(a - startsAt) - Math.abs(b - startsAt)).slice(0, count);
    if (nearest.length === count) break;
  }
  return nearest.sort((a, b) => a - b);
}

/** The first open start (ms) of a type within the weeks to come, or null. */
export async function nextOpening(ctx: Ctx, asked: Asked): Promise<number | null> {
  const now = ctx.now().getTime();
  const found = await openingsBetween(ctx, { ...asked, from: now, to: now + 62 * DAY });
  return found?.openings[0]?.startsAt ?? null;
}

/** A day in the visitor's calendar: its open times, or none where everything in its hours is taken. */
export type DayOfTimes = { date: string; openings: Opening[] };

type DaysOfTimes = {
  open: OpenDiary;
  days: DayOfTimes[] /** Where to go on reading, or null at the horizon. */;
  next: string | null;
};

/**
 * The next `count` days from a date on which the therapist works at all, in the visitor's zone, with their open times.
 * A day without any is one that is full; days off are left out. Null when the type is not offered.
 */
export async function daysOfTimes(
  ctx: Ctx,
  asked: Asked & { from: string; count: number },
): Promise<DaysOfTimes | null> {
  const { visitorZone, from, count } = asked;
  const span = { from: startOfDay(visitorZone, from), to: startOfDay(visitorZone, addDays(from, 62)) };
  const found = await openingsBetween(ctx, { ...asked, ...span });
  if (!found) return null;

  const availability = availabilityOf(found.open, ctx.now().getTime());
  const unhindered = openings({ ...availability, appointments: [], busy: [] }, { ...span, visitorZone });
  const byDate = new Map<string, Opening[]>(unhindered.map(({ day }) => [day, []]));
  for (const opening of found.openings) byDate.get(opening.day)?.push(opening);

  const days = [...byDate].map(([date, openings]) => ({ date, openings }));
  const last = takes(found.open, asked)
    ? dayOf(visitorZone, ctx.now().getTime() + found.open.type.horizonDays * DAY)
    : from;
  const shown = days.slice(0, count);
  const after = days[count]?.date ?? (addDays(from, 62) <= last ? addDays(from, 62) : null);
  return { open: found.open, days: takes(found.open, asked) ? shown : [], next: after };
}
