import { and, asc, eq, gt, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { appointments, type BookingStatus, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";

export type StandingBooking = Awaited<ReturnType<typeof standingBetween>>[number];

type Asked = { therapistId: string; from: number; until: number };

/**
 * What stands in a therapist's diary and has not begun, of whatever touches `[from, until)` (ms): confirmed, asked for or
 * held. Whoever changes it next holds the therapist's lock. The caller has asked whether the diary is theirs to see.
 */
export function standingBetween(ctx: Ctx, { therapistId, from, until }: Asked) {
  return bookingsWhere(
    ctx,
    and(
      eq(bookings.therapistId, therapistId),
      or(
        eq(bookings.status, "confirmed"),
        and(inArray(bookings.status, ["requested", "held"]), gt(bookings.holdsUntil, ctx.now())),
      ),
      gt(appointments.startsAt, ctx.now()),
      lt(appointments.startsAt, new Date(until)),
      gt(appointments.endsAt, new Date(from)),
    ),
  );
}

/** These bookings as they are now, whatever became of them, in order of time. */
export function bookingsNamed(ctx: Ctx, ids: readonly string[]) {
  return bookingsWhere(ctx, inArray(bookings.id, [...ids]));
}

function bookingsWhere(ctx: Ctx, which: SQL | undefined) {
  return ctx.db
    .select({
      id: bookings.id,
      sequence: bookings.sequence,
      status: bookings.status,
      heldFor: bookings.heldFor,
      clientId: bookings.clientId,
      clientName: clients.name,
      isInvented: clients.isInvented,
      guestEmail: bookings.guestEmail,
      guestPhone: bookings.guestPhone,
      guestZone: bookings.guestZone,
      typeSlug: sessionTypes.slug,
      typeName: sessionTypes.name,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .where(and(eq(bookings.practiceId, ctx.practiceId), which))
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
}

const kept: BookingStatus[] = ["requested", "held", "confirmed", "attended", "no_show"];
/** As many sessions as say when somebody comes; older ones say when they came once. */
const most = 12;

/** When each of these clients comes to a therapist: the starts (ms) of their latest sessions, past and to come; a time on offer is none yet. */
export async function sessionStartsOf(
  ctx: Ctx,
  { therapistId, clientIds }: { therapistId: string; clientIds: readonly string[] },
): Promise<Map<string, number[]>> {
  if (clientIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ clientId: bookings.clientId, startsAt: appointments.startsAt })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.therapistId, therapistId),
        inArray(bookings.clientId, [...clientIds]),
        inArray(bookings.status, kept),
        sql`${bookings.heldFor} is distinct from 'offer'`,
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
  const starts = new Map<string, number[]>();
  for (const { clientId, startsAt } of rows)
    starts.set(clientId, [...(starts.get(clientId) ?? []), startsAt.getTime()].slice(-most));
  return starts;
}
