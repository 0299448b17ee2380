import { and, asc, eq, ne, sql } from "drizzle-orm";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { post } from "#app/domain/ledger/post.ts";
import { done, type Result, refused } from "#app/values/result.ts";

/** `id` names the decision: the same form sent twice gives back once. `amount` is minor units. */
type GivenBack = { id: string; bookingId: string; amount: number };

export type GiveBackRefusal = "not_here" | "nothing_received" | "more_than_received" | "given_already";

/**
 * Write down that money recorded by hand went back, by hand as well: all of it or a part, from the latest payment on.
 * Refuses: not_here, nothing_received, more_than_received, given_already for the same form sent again.
 */
export function giveBack(
  ctx: MemberCtx,
  { id, bookingId, amount }: GivenBack,
): Promise<Result<{ id: string }, GiveBackRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await findInReach(ctx, "money.take", bookingId))) return refused("not_here");
    await lockBooking(ctx, bookingId);
    const found = await findInReach(ctx, "money.take", bookingId);
    if (!found) return refused("not_here");
    const { practiceId } = ctx;
    const [given] = await ctx.db
      .select({ id: refunds.id })
      .from(refunds)
      .where(and(eq(refunds.practiceId, practiceId), eq(refunds.key, `${id}:0`)));
    if (given) return refused("given_already");

    const received = await leftOfPayments(ctx, bookingId);
    const left = received.reduce((sum, payment) => sum + payment.left, 0);
    if (left === 0) return refused("nothing_received");
    if (amount > left) return refused("more_than_received");
    const { clientId, therapistId, currency } = found.booking;
    for (const [index, share] of sharesOf(amount, received).entries()) {
      const refundId = index === 0 ? id : undefined;
      const about = { clientId, bookingId, paymentId: share.paymentId };
      const [refund] = await ctx.db
        .insert(refunds)
        .values({
          ...(refundId && { id: refundId }),
          ...{ practiceId, ...about, amount: share.amount, currency },
          reason: "goodwill",
          goesTo: "by_hand",
          status: "succeeded",
          key: `${id}:${index}`,
          askedBy: `member:${ctx.actor.userId}`,
          askedAt: ctx.now(),
          changedAt: ctx.now(),
        })
        .returning({ id: refunds.id });
      if (!refund) throw new Error("A refund that was written is not there");
      await post(ctx, {
        key: `refund:${refund.id}`,
        kind: "refund",
        lines: [
          { account: "prepayments", amount: share.amount, therapistId, ...about },
          { account: "bank_and_cash", amount: -share.amount, therapistId, ...about },
        ],
      });
      await record(ctx, "refund.given", { id: refund.id, sequence: 0 }, { booking: bookingId });
    }
    await keepBooks(ctx, bookingId);
    return done({ id });
  });
}

/** What is left of each payment made by hand for a booking, the latest first. */
async function leftOfPayments(ctx: Ctx, bookingId: string): Promise<{ paymentId: string; left: number }[]> {
  const back = ctx.db
    .select({ sum: sql`coalesce(sum(${refunds.amount}), 0)` })
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, payments.id),
        eq(refunds.bookingId, paymentParts.bookingId),
        ne(refunds.status, "failed"),
      ),
    );
  const rows = await ctx.db
    .select({ paymentId: payments.id, left: sql<number>`(${paymentParts.amount} - (${back}))::int` })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .where(
      and(
        eq(paymentParts.practiceId, ctx.practiceId),
        eq(paymentParts.bookingId, bookingId),
        eq(payments.status, "paid"),
        ne(payments.method, "stripe"),
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id));
  return rows.reverse().filter(({ left }) => left > 0);
}

/** How an amount is taken from payments in turn. */
function sharesOf(amount: number, from: { paymentId: string; left: number }[]) {
  let open = amount;
  return from.flatMap(({ paymentId, left }) => {
    const share = Math.min(open, left);
    open -= share;
    return share > 0 ? [{ paymentId, amount: share }] : [];
  });
}
