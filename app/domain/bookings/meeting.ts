import { sql } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import { calendarConnections } from "#app/db/schema/calendar.ts";

/** Columns that say where an online session meets, for a query on appointments. */
export const meeting = {
  /** The meeting room that was made for this session alone; null where there is none, or none yet. */
  meetUrl: sql<string | null>`(select entry.meet_url from ${calendarEntries} entry
    where entry.appointment_id = ${appointments.id} and entry.status = 'present' and entry.meet_url is not null
    order by entry.created_at desc limit 1)`,
  /** Whether such a room is made for the therapist's online sessions, though it may not have come yet. */
  meets: sql<boolean>`(${appointments.place} = 'online' and exists (select from ${calendarConnections} own
    where own.therapist_id = ${appointments.therapistId} and own.state = 'connected' and own.makes_meet))`,
};

type Meeting = { appointment: { meetUrl: string | null }; therapist: { roomUrl: string | null } };

/** Where an online session meets: in the room made for it, else in the therapist's own; null where there is neither. */
export function roomOf({ appointment, therapist }: Meeting): string | null {
  return appointment.meetUrl ?? therapist.roomUrl;
}
