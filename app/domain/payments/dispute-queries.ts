import { and, asc, desc, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { disputes, paymentParts, payments } from "#app/db/schema/payments.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";

export type { DisputeStatus } from "#app/db/schema/payments.ts";

/** A dispute with whose payment it is of; minor units. */
export type AskedBack = Awaited<ReturnType<typeof disputesWithin>>[number];

/** What banks ask back within a member's reach, or `which` of it: what waits for an answer first, then the latest. */
export function disputesWithin(ctx: MemberCtx, deed: Deed, which?: SQL) {
  return ctx.db
    .select({
      dispute: disputes,
      clientName: clients.name,
      currency: payments.currency,
      paidAt: payments.paidAt,
    })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .innerJoin(clients, eq(clients.id, disputes.clientId))
    .where(and(eq(disputes.practiceId, ctx.practiceId), isOfASession(within(ctx, deed, bookings)), which))
    .orderBy(
      sql`${disputes.status} = 'open' desc`,
      sql`case when ${disputes.status} = 'open' then ${disputes.dueBy} end`,
      desc(disputes.openedAt),
      asc(disputes.id),
    );
}

/** One dispute in a member's reach for a deed; what is not theirs is not there. */
export async function disputeWithin(ctx: MemberCtx, deed: Deed, id: string): Promise<AskedBack | null> {
  if (!isId(id)) return null;
  const [found] = await disputesWithin(ctx, deed, eq(disputes.id, id));
  return found ?? null;
}

/** What a bank asks back of a therapist's sessions, and nobody has answered yet, while there is time to. */
export function unansweredOf(ctx: MemberCtx, therapistId: string): Promise<AskedBack[]> {
  return disputesWithin(
    ctx,
    "money.take",
    and(
      eq(disputes.status, "open"),
      or(isNull(disputes.dueBy), gt(disputes.dueBy, ctx.now())),
      isOfASession(eq(bookings.therapistId, therapistId)),
    ),
  );
}

/** What banks ask back of one booking's payments, decided or not. */
export function disputesOfBooking(ctx: MemberCtx, bookingId: string): Promise<AskedBack[]> {
  return disputesWithin(ctx, "money.take", isOfASession(eq(bookings.id, bookingId)));
}

function isOfASession(which: SQL): SQL {
  return sql`exists (select 1 from ${paymentParts} join ${bookings} on ${bookings.id} = ${paymentParts.bookingId}
    where ${paymentParts.paymentId} = ${disputes.paymentId} and ${which})`;
}

export type DisputeWhole = NonNullable<Awaited<ReturnType<typeof findDispute>>>;

/** One dispute of the practice, in which money it is, and whose sessions it is about; null when it is not here. */
export async function findDispute(ctx: Ctx, id: string) {
  const [found] = await ctx.db
    .select({ dispute: disputes, currency: payments.currency })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(and(eq(disputes.practiceId, ctx.practiceId), eq(disputes.id, id)));
  if (!found) return null;
  const paid = await bookingsPaidBy(ctx, found.dispute.paymentId);
  return { ...found, therapistIds: [...new Set(paid.map(({ therapistId }) => therapistId))] };
}

/** The bookings a payment pays for, the first session first. */
export async function bookingsPaidBy(ctx: Ctx, paymentId: string) {
  return ctx.db
    .select({ id: bookings.id, therapistId: bookings.therapistId })
    .from(paymentParts)
    .innerJoin(bookings, eq(bookings.id, paymentParts.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(and(eq(paymentParts.practiceId, ctx.practiceId), eq(paymentParts.paymentId, paymentId)))
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
}
