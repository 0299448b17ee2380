import { and, asc, eq, gt, inArray, lt } from "drizzle-orm";
import { appointments, type BookingStatus, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";

/** What a list says of a booking. */
export const line = {
  id: bookings.id,
  appointmentId: bookings.appointmentId,
  therapistId: bookings.therapistId,
  clientId: bookings.clientId,
  clientName: clients.name,
  status: bookings.status,
  heldFor: bookings.heldFor,
  holdsUntil: bookings.holdsUntil,
  sequence: bookings.sequence,
  typeName: sessionTypes.name,
  kind: sessionTypes.kind,
  place: appointments.place,
  startsAt: appointments.startsAt,
  endsAt: appointments.endsAt,
  price: bookings.price,
  discount: bookings.discount,
  currency: bookings.currency,
  lateFeePercent: bookings.lateFeePercent,
  isLate: bookings.isLate,
  movedLate: bookings.movedLate,
  cancelledBy: bookings.cancelledBy,
  feeDecision: bookings.feeDecision,
};

export type DiaryLine = Awaited<ReturnType<typeof diaryLines>>[number];

type Asked = {
  from?: Date;
  /** Exclusive: sessions that begin at or after it are left out. */
  until?: Date;
  therapistId?: string;
  clientId?: string;
  statuses?: readonly BookingStatus[];
  ids?: readonly string[];
};

/** The bookings a member may see, with names and times, in order of time; those that touch the span asked for. */
export function diaryLines(ctx: MemberCtx, deed: Deed, asked: Asked) {
  const { from, until, therapistId, clientId, statuses, ids } = asked;
  return ctx.db
    .select(line)
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .where(
      and(
        within(ctx, deed, bookings),
        from && gt(appointments.endsAt, from),
        until && lt(appointments.startsAt, until),
        therapistId ? eq(bookings.therapistId, therapistId) : undefined,
        clientId ? eq(bookings.clientId, clientId) : undefined,
        statuses ? inArray(bookings.status, [...statuses]) : undefined,
        ids ? inArray(bookings.id, [...ids]) : undefined,
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
}

/** One booking in a member's reach, or null: what is not theirs is not there. */
export async function diaryLine(ctx: MemberCtx, deed: Deed, bookingId: string) {
  if (!isId(bookingId)) return null;
  const [found] = await ctx.db
    .select(line)
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .where(and(within(ctx, deed, bookings), eq(bookings.id, bookingId)));
  return found ?? null;
}
