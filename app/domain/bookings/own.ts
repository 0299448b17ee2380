import { and, asc, desc, eq, gt, inArray, not, type SQL, sql } from "drizzle-orm";
import { appointments, type BookingStatus, bookings } from "#app/db/schema/bookings.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct, maySee } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { type WholeBooking, wholeBookings } from "./queries.ts";

const standing: BookingStatus[] = ["requested", "held", "confirmed"];

/** A time that is only on offer, or was, is no booking of anybody's yet: the waiting list tells of it. */
const isBooking = sql`${bookings.heldFor} is distinct from 'offer'`;

/** What lies ahead of a signed-in person, or goes on now, the soonest first; `may` narrows it to their role. */
export function ownBookingsAhead(ctx: ClientCtx, may: typeof maySee = maySee): Promise<WholeBooking[]> {
  return wholeBookings(ctx.db)
    .where(and(own(ctx, may, bookings), isBooking, isAhead(ctx)))
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
}

/** What is behind them or was called off, the latest first: `count` of them, those before the booking `before`. */
export async function ownBookingsBehind(
  ctx: ClientCtx,
  { before, count }: { before?: string | null; count: number },
): Promise<{ bookings: WholeBooking[]; more: string | null }> {
  const found = await wholeBookings(ctx.db)
    .where(
      and(
        own(ctx, maySee, bookings),
        isBooking,
        not(isAhead(ctx)),
        before && isId(before) ? isBefore(ctx, before) : undefined,
      ),
    )
    .orderBy(desc(appointments.startsAt), desc(bookings.id))
    .limit(count + 1);
  const shown = found.slice(0, count);
  return { bookings: shown, more: found.length > count ? (shown.at(-1)?.booking.id ?? null) : null };
}

function isAhead(ctx: ClientCtx): SQL {
  return sql`(${and(inArray(bookings.status, standing), gt(appointments.endsAt, ctx.now()))})`;
}

function isBefore(ctx: ClientCtx, bookingId: string): SQL {
  return sql`(${appointments.startsAt}, ${bookings.id}) < (
    select a.starts_at, b.id from bookings b join appointments a on a.id = b.appointment_id
    where b.practice_id = ${ctx.practiceId} and b.id = ${bookingId})`;
}

/** The first call one of a signed-in person's clients has ahead with a therapist, or null. */
export async function ownCallAhead(
  ctx: ClientCtx,
  { therapistId, clientId }: { therapistId: string; clientId: string },
): Promise<WholeBooking | null> {
  const [found] = await wholeBookings(ctx.db)
    .where(
      and(
        own(ctx, mayAct, bookings),
        isAhead(ctx),
        eq(bookings.therapistId, therapistId),
        eq(bookings.clientId, clientId),
        eq(sessionTypes.kind, "discovery"),
      ),
    )
    .orderBy(asc(appointments.startsAt))
    .limit(1);
  return found ?? null;
}

/** Every booking of a signed-in person's own, in order of time. */
export function allOwnBookings(ctx: ClientCtx): Promise<WholeBooking[]> {
  return wholeBookings(ctx.db)
    .where(and(own(ctx, maySee, bookings), isBooking))
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
}
