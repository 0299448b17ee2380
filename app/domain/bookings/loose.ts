import { type SQL, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { meeting } from "./meeting.ts";
import { unmarkedHours } from "./rules.ts";

/** What about a booking somebody has yet to finish. */
export type LooseKind = "request" | "unmarked" | "undecided" | "fee" | "clash" | "letter" | "room";

/** How long after a call its outcome may stay open, and how long after a session a lost letter still matters. */
const undecidedHours = 48;
export const lostLetterDays = 14;

/** How many days before an online session its therapist is told that the room has no address. */
const roomDays = 7;

/**
 * Each kind as a condition at a moment, on bookings joined with their appointments and session types:
 * `request` waits for an answer; `unmarked` ended two hours ago; `undecided`, a call two days ago after which nobody chose
 * how to go on; `fee` fell due and nobody kept or waived it; `clash` stands in time away or blocked time, and no sick day
 * is about to call it off; `letter` about it did not arrive, or nobody knows; `room`: it is online within a week, and there
 * is no room to meet in.
 */
export function looseAt(moment: SQL): Record<LooseKind, SQL<boolean>> {
  const now = sql`${moment}::timestamptz`;
  const hours = (count: number) => sql`${sql.raw(String(count))} * interval '1 hour'`;
  const { startsAt, endsAt } = appointments;
  const { status, therapistId } = bookings;
  const meets = (
    table: SQL,
  ) => sql`exists (select 1 from ${table} as taken where taken.therapist_id = ${therapistId}
    and taken.starts_at < ${endsAt} and taken.ends_at > ${startsAt})`;
  return {
    request: sql`(${status} = 'requested' and ${bookings.holdsUntil} > ${now})`,
    unmarked: sql`(${status} = 'confirmed' and ${endsAt} <= ${now} - ${hours(unmarkedHours)})`,
    undecided: sql`(${status} = 'attended' and ${sessionTypes.kind} = 'discovery'
      and ${endsAt} <= ${now} - ${hours(undecidedHours)}
      and exists (select 1 from care_relationships as care where care.client_id = ${bookings.clientId}
        and care.therapist_id = ${therapistId} and care.stage = 'discovery'
        and (care.not_yet_at is null or care.not_yet_at < ${startsAt})))`,
    fee: sql`((${status} = 'no_show' or (${status} = 'cancelled' and ${bookings.isLate}))
      and ${bookings.feeDecision} is null and round((${bookings.price} - ${bookings.discount}) * ${bookings.lateFeePercent} / 100.0) > 0)`,
    clash: sql`(${status} in ('requested', 'held', 'confirmed') and ${endsAt} > ${now}
      and (${meets(sql`time_away`)} or ${meets(sql`busy_times`)})
      and not exists (select 1 from sick_day_bookings as lost join sick_days as ill on ill.id = lost.sick_day_id
        where lost.booking_id = ${bookings.id} and ill.undone_at is null and ill.carried_out_at is null))`,
    letter: sql`(${endsAt} > ${now} - ${hours(24 * lostLetterDays)} and exists (select 1 from deliveries as post
      where post.practice_id = ${bookings.practiceId} and post.subject_id = ${bookings.id}
        and post.status in ('failed', 'unknown')))`,
    room: sql`(${status} = 'confirmed' and ${appointments.place} = 'online' and ${endsAt} > ${now}
      and ${startsAt} < ${now} + ${hours(24 * roomDays)} and exists (select 1 from therapists as host
      where host.id = ${therapistId} and host.room_url is null)
      and ${meeting.meetUrl} is null and not ${meeting.meets})`,
  };
}
