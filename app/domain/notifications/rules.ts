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
