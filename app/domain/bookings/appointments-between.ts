import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "#app/db/client.server.ts";
import { list } from "#app/db/lists.ts";
import { prepared } from "#app/db/prepared.ts";
import { appointments, type BookingStatus } from "#app/db/schema/bookings.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";

/** Somebody's place in an appointment. `holdsUntil` is ISO 8601, and null for one that waits for nothing. */
export type Seat = {
  bookingId: string;
  clientName: string;
  status: BookingStatus;
  holdsUntil: string | null;
  /** Whether it is kept for somebody from the waiting list to say yes or no. */
  isOffered?: boolean;
};

export type Appointment = Awaited<ReturnType<typeof appointmentsBetween>>[number];

type Asked = { therapistId: string; from: number; until: number };

/**
 * A therapist's time that is given away and touches `[from, until)` (ms), in order, with who sits in it: one statement
 * however full the week. A hold that has run out gives its time back now, even before anything released it. Nothing at
 * all when their diary is out of reach.
 */
export async function appointmentsBetween(ctx: MemberCtx, { therapistId, from, until }: Asked) {
  const { practiceId } = ctx;
  if (!may(ctx.actor, "diary.see", { practiceId, therapistIds: [therapistId] })) return [];
  const rows = await prepared(ctx.db, "appointments_between", statement).execute({
    practice: practiceId,
    therapist: therapistId,
    from: new Date(from),
    until: new Date(until),
    now: ctx.now(),
  });
  return rows.filter((row) => !isOneToOne(row) || row.seats.length > 0);
}

function statement(db: Db, name: string) {
  return db
    .select({
      id: appointments.id,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      capacity: appointments.capacity,
      kind: sessionTypes.kind,
      typeName: sessionTypes.name,
      seats: list<Seat[]>(
        sql`json_build_object('bookingId', b.id, 'clientName', c.name, 'status', b.status,
          'isOffered', b.status = 'held' and b.held_for = 'offer',
          'holdsUntil', case when b.status in ('held', 'requested') then b.holds_until end) order by b.booked_at, b.id`,
        sql`bookings b join clients c on c.id = b.client_id where b.appointment_id = ${appointments}.id
          and (b.status in ('confirmed', 'attended', 'no_show')
            or b.status in ('held', 'requested') and b.holds_until > ${sql.placeholder("now")}::timestamptz)`,
      ),
    })
    .from(appointments)
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(
      and(
        eq(appointments.practiceId, sql.placeholder("practice")),
        eq(appointments.therapistId, sql.placeholder("therapist")),
        eq(appointments.occupies, true),
        sql`${appointments.endsAt} > ${sql.placeholder("from")}::timestamptz`,
        sql`${appointments.startsAt} < ${sql.placeholder("until")}::timestamptz`,
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
    .prepare(name);
}
