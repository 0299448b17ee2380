import type { Fate } from "#app/db/schema/notifications.ts";
import { MINUTE, toInstant, wallAt } from "#app/values/zoned.ts";

const wholeDay = 1_440;

/**
 * When (ms) a reminder of a session is due. Leads of whole days mean the same time on the clock that many days earlier
 * where the person is, also across a clock change; shorter ones are elapsed time.
 */
export function dueAt(startsAt: number, lead: number, zone: string): number {
  if (lead % wholeDay !== 0) return startsAt - lead * MINUTE;
  return toInstant(zone, wallAt(zone, startsAt) - lead * MINUTE);
}

/**
 * Until when (ms) a reminder that is late is still worth sending: while more than half of its lead is left. The one of
 * the day before goes until twelve hours before, the one of the hour before until half an hour before.
 */
export function usefulUntil(startsAt: number, lead: number): number {
  return startsAt - (lead * MINUTE) / 2;
}

/** How far (ms) a clock change may carry a reminder away from its lead in elapsed time: clocks move by two hours at most. */
export const clockChange = 120 * MINUTE;

type Session = {
  startsAt: number;
  /** Where the person is. */
  zone: string;
  leads: readonly number[];
  /** Since when (ms) the session stands as it does: made, accepted or moved. */
  standsSince: number;
};

/**
 * The reminder of a session that should go at `now`, or null. Of several that are overdue only the nearest to the
 * session counts, so that nobody gets two at once. Whoever booked or moved inside a lead has just read the time, and gets
 * no reminder for that lead.
 */
export function reminderDue(session: Session, now: number): { lead: number; dueAt: number } | null {
  const { startsAt, zone, leads, standsSince } = session;
  const overdue = leads
    .map((lead) => ({ lead, dueAt: dueAt(startsAt, lead, zone) }))
    .filter((one) => one.dueAt <= now)
    .sort((a, b) => b.dueAt - a.dueAt || a.lead - b.lead);
  const nearest = overdue[0];
  if (!nearest || now >= usefulUntil(startsAt, nearest.lead)) return null;
  return standsSince < nearest.dueAt ? nearest : null;
}

type Told = { kind: string; isPermanent: boolean; happenedAt: Date };

/** The heavier counts, whichever was told last: a complaint over a bounce, a bounce over an arrival, that over a delay. */
const weights: Record<Fate, number> = { delayed: 0, delivered: 1, bounced: 2, complained: 3 };

/**
 * What became of a letter, from everything that was told about it, and whether its address is to be written to no more:
 * it turned the letter away for good, or its owner complained. Null when nothing was told that we know.
 */
export function becameOf(events: readonly Told[]): { fate: Fate; at: Date; isRefused: boolean } | null {
  const known = events.flatMap((event) => (isFate(event.kind) ? [{ ...event, fate: event.kind }] : []));
  const isRefused = known.some(
    ({ fate, isPermanent }) => fate === "complained" || (fate === "bounced" && isPermanent),
  );
  const [heaviest] = known.sort((a, b) => weights[b.fate] - weights[a.fate] || +a.happenedAt - +b.happenedAt);
  return heaviest ? { fate: heaviest.fate, at: heaviest.happenedAt, isRefused } : null;
}

function isFate(kind: string): kind is Fate {
  return Object.hasOwn(weights, kind);
}
