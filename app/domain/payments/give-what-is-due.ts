import { and, eq, ne, sql } from "drizzle-orm";
import { disputes, type RefundReason, refunds } from "#app/db/schema/payments.ts";
import { record, signature } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { type Ctx, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { post } from "#app/domain/ledger/post.ts";
import { dueBack } from "#app/domain/ledger/rules.ts";
import type { World } from "#app/world.ts";
import { bookingsPaidBy } from "./dispute-queries.ts";
import { waitingForAPerson } from "./failed-refunds.ts";
import { leftOnCards } from "./left.ts";
import { askRefund, refundsSoFar } from "./refund.ts";

/** Let go back what a cancellation, a decision or a lost time leaves over. Doing it again finds nothing left to do. */
export function followMoneyBack(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await lockBooking(ctx, subjectId);
    const found = await findBooking(ctx, subjectId);
    if (!found) return;
    const due = dueBack(await moneyOf(ctx, found.booking));
    // Credit is credit again at once: there is nothing to choose about it.
    if (due === 0 && isCalledOff(found)) {
      const credit = await creditLeft(ctx, found.booking);
      if (credit > 0) await giveBackAsItCame(ctx, found, { amount: credit, reason: "practice_cancelled" });
      return;
    }
    // What came back from the bank waits for a person: sent by itself it would come back for ever.
    const amount = due - (await waitingForAPerson(ctx, subjectId));
    const { feeDecision } = found.booking;
    if (amount > 0)
      await giveBackAsItCame(ctx, found, { amount, reason: feeDecision === "waived" ? "waived" : "terms" });
  });
}

/** A bank gave a payment back to the practice: let go what fell due while it was asked back. */
export async function followMoneyAfterDispute(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const [dispute] = await ctx.db
    .select({ paymentId: disputes.paymentId })
    .from(disputes)
    .where(
      and(
        eq(disputes.practiceId, ctx.practiceId),
        eq(disputes.id, subject.subjectId),
        eq(disputes.status, "won"),
      ),
    );
  if (!dispute) return;
  for (const { id: subjectId } of await bookingsPaidBy(ctx, dispute.paymentId))
    await followMoneyBack(ctx, world, { ...subject, subjectId });
}

/**
 * Give back so much of what came in for a booking the way it came: credit first, then cards, the latest payment first. What
 * came in by hand stays for a person to give. Call it with the booking locked.
 */
export async function giveBackAsItCame(
  ctx: Ctx,
  { booking }: WholeBooking,
  { amount, reason }: { amount: number; reason: RefundReason },
): Promise<void> {
  let left = amount;
  const credit = Math.min(left, await creditLeft(ctx, booking));
  if (credit > 0) {
    await giveCredit(ctx, { booking, amount: credit, reason, paymentId: null });
    left -= credit;
  }
  for (const { payment, rest } of await leftOnCards(ctx, booking.id)) {
    const share = Math.min(left, rest);
    if (share > 0) await askRefund(ctx, { payment, bookingId: booking.id, amount: share, reason });
    left -= share;
  }
}

/** Whether the practice called off a session that stood: then whoever paid chooses how they have it back. */
export function isCalledOff({ booking }: WholeBooking): boolean {
  return booking.status === "cancelled" && booking.cancelledBy === "practice" && booking.heldFor === null;
}

/** What of the credit that was put towards a booking has not gone back. */
export async function creditLeft(
  ctx: Ctx,
  { id: bookingId, creditUsed }: Pick<WholeBooking["booking"], "id" | "creditUsed">,
): Promise<number> {
  const [back] = await ctx.db
    .select({ sum: sql<number>`coalesce(sum(${refunds.amount}), 0)::int` })
    .from(refunds)
    .where(
      and(
        eq(refunds.practiceId, ctx.practiceId),
        eq(refunds.bookingId, bookingId),
        sql`${refunds.paymentId} is null`,
        ne(refunds.status, "failed"),
      ),
    );
  return creditUsed - (back?.sum ?? 0);
}

type Credited = {
  booking: { id: string; clientId: string; therapistId: string; currency: string };
  amount: number;
  reason: RefundReason;
  /** The payment it was; null for credit that only returns. */
  paymentId: string | null;
};

/** Turn so much of what came in for a booking into credit of the client's, for their next. Call it with the booking locked. */
export async function giveCredit(ctx: Ctx, { booking, amount, reason, paymentId }: Credited): Promise<void> {
  const { id: bookingId, clientId, therapistId, currency } = booking;
  const at = ctx.now();
  const [refund] = await ctx.db
    .insert(refunds)
    .values({
      ...{ practiceId: ctx.practiceId, clientId, bookingId, paymentId, amount, currency, reason },
      ...{ goesTo: "credit", status: "succeeded", askedBy: signature(ctx.actor), askedAt: at, changedAt: at },
      key: `${bookingId}:${await refundsSoFar(ctx, bookingId)}`,
    })
    .returning({ id: refunds.id });
  if (!refund) throw new Error("An insert gave no row");
  const about = { clientId, therapistId, bookingId, ...(paymentId && { paymentId }) };
  await post(ctx, {
    key: `refund:${refund.id}`,
    kind: "credit",
    lines: [
      { account: "prepayments", amount, ...about },
      { account: "client_credit", amount: -amount, ...about },
    ],
  });
  await keepBooks(ctx, bookingId);
  await record(ctx, "credit.given", { id: refund.id }, { booking: bookingId });
}
