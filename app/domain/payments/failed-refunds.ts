import { and, asc, eq, inArray, notExists, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { disputes, paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { own } from "#app/domain/clients/own.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import type { ClientCtx, Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";

/** The name of what somebody decides about a refund that came back: one decision, whichever it is. */
export function decisionAbout(refundId: string): string {
  return `failed:${refundId}`;
}

/** The refund a decision by this name is about; null for any other name. */
export function refundDecidedOn(key: string): string | null {
  return /^failed:(.+)$/.exec(key)?.[1] ?? null;
}

const other = alias(refunds, "other");

/** Sent to a card and come back, and what it was has not gone back since, in any way. */
function isUnsettled(ctx: Ctx): SQL | undefined {
  const ofTheSame = and(eq(other.paymentId, refunds.paymentId), eq(other.bookingId, refunds.bookingId));
  const back = sql`(select coalesce(sum(${other.amount}), 0) from ${refunds} ${sql.identifier("other")}
    where ${ofTheSame} and ${other.status} <> 'failed')`;
  const settled = ctx.db
    .select({ id: other.id })
    .from(other)
    .where(
      sql`${other.practiceId} = ${refunds.practiceId} and (${other.key} = 'failed:' || ${refunds.id}
        or (${ofTheSame} and ${other.status} <> 'failed' and ${other.askedAt} >= ${refunds.changedAt}
          and ${other.amount} >= ${refunds.amount}))`,
    );
  const isAskedBack = ctx.db
    .select({ id: disputes.id })
    .from(disputes)
    .where(sql`${disputes.paymentId} = ${refunds.paymentId} and ${disputes.status} <> 'won'`);
  return and(
    eq(refunds.status, "failed"),
    eq(refunds.goesTo, "card"),
    sql`${paymentParts.amount} - ${back} >= ${refunds.amount}`,
    notExists(settled),
    notExists(isAskedBack),
  );
}

export type FailedRefund = Awaited<ReturnType<typeof failedRefundsWithin>>[number];

/** Refunds that came back from the bank and nobody has settled, within a member's reach, the oldest first; minor units. */
export function failedRefundsWithin(ctx: MemberCtx, deed: Deed, which?: SQL) {
  return failed(ctx, and(within(ctx, deed, bookings), isUnsettled(ctx), which));
}

/** The same of one therapist's sessions, for whoever can settle them. */
export function failedRefundsOf(ctx: MemberCtx, therapistId: string): Promise<FailedRefund[]> {
  return failedRefundsWithin(ctx, "money.take", eq(bookings.therapistId, therapistId));
}

/** The same of one booking. */
export function failedRefundsOfBooking(ctx: MemberCtx, bookingId: string): Promise<FailedRefund[]> {
  return failedRefundsWithin(ctx, "money.take", eq(bookings.id, bookingId));
}

/** What came back from the bank of a signed-in person's own money, and waits for the practice; minor units. */
export function ownFailedRefunds(ctx: ClientCtx): Promise<FailedRefund[]> {
  return failed(ctx, and(own(ctx, maySeeMoney, bookings), isUnsettled(ctx)));
}

/** One refund that came back, settled or not, in a member's reach. */
export async function failedRefundWithin(
  ctx: MemberCtx,
  deed: Deed,
  id: string,
): Promise<{ refund: FailedRefund; isSettled: boolean } | null> {
  if (!isId(id)) return null;
  const [refund] = await failedRefundsAmong(ctx, deed, [id]);
  if (!refund) return null;
  const [open] = await failedRefundsWithin(ctx, deed, eq(refunds.id, id));
  return { refund, isSettled: open === undefined };
}

/** Those of these refunds that came back from the bank, settled or not, within a member's reach. */
export function failedRefundsAmong(ctx: MemberCtx, deed: Deed, ids: string[]): Promise<FailedRefund[]> {
  const isFailed = and(eq(refunds.status, "failed"), eq(refunds.goesTo, "card"));
  return failed(ctx, and(within(ctx, deed, bookings), isFailed, inArray(refunds.id, ids)));
}

function failed(ctx: Ctx, which: SQL | undefined) {
  return ctx.db
    .select({
      id: refunds.id,
      bookingId: refunds.bookingId,
      clientName: clients.name,
      therapistId: bookings.therapistId,
      amount: refunds.amount,
      currency: refunds.currency,
      reason: refunds.reason,
      startsAt: appointments.startsAt,
      failedAt: refunds.changedAt,
      payment: payments,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .innerJoin(
      paymentParts,
      and(eq(paymentParts.paymentId, payments.id), eq(paymentParts.bookingId, refunds.bookingId)),
    )
    .innerJoin(bookings, eq(bookings.id, refunds.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(clients, eq(clients.id, refunds.clientId))
    .where(and(eq(refunds.practiceId, ctx.practiceId), which))
    .orderBy(asc(refunds.changedAt), asc(refunds.id));
}

/** How much of a booking came back from the bank and waits for a person: nothing sends it anew by itself. */
export async function waitingForAPerson(ctx: Ctx, bookingId: string): Promise<number> {
  const open = await failed(ctx, and(eq(refunds.bookingId, bookingId), isUnsettled(ctx)));
  return open.reduce((sum, { amount }) => sum + amount, 0);
}
