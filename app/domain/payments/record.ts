import { and, eq } from "drizzle-orm";
import { type PaymentMethod, paymentParts, payments } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isInvented, keepBooks } from "#app/domain/ledger/keep.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { post } from "#app/domain/ledger/post.ts";
import { payableFor } from "#app/domain/ledger/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";

/** How money comes in outside Stripe. */
export type ByHand = Exclude<PaymentMethod, "stripe">;

/** A payment somebody made outside. `id` names it, so that sending it twice records it once; `amount` is minor units. */
type Received = { id: string; bookingId: string; amount: number; method: ByHand; paidAt: Date };

export type RecordRefusal = "not_here" | "nothing_due" | "more_than_due" | "not_yet" | "recorded_already";

/**
 * Write down what a client paid for a session outside: cash, a transfer, another way; in part too, and ahead of it. Refuses:
 * not_here, nothing_due, more_than_due, not_yet when it lies ahead, recorded_already for the same form sent again.
 */
export function recordPayment(
  ctx: MemberCtx,
  { id, bookingId, amount, method, paidAt }: Received,
): Promise<Result<{ id: string }, RecordRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await findInReach(ctx, "money.take", bookingId))) return refused("not_here");
    await lockBooking(ctx, bookingId);
    const found = await findInReach(ctx, "money.take", bookingId);
    if (!found) return refused("not_here");
    const { practiceId } = ctx;
    if (await isRecorded(ctx, id)) return refused("recorded_already");
    if (paidAt > ctx.now()) return refused("not_yet");
    // Nobody invented to practise with pays: what is in the books stays, and they are wiped.
    if (await isInvented(ctx, found.booking.clientId)) return refused("nothing_due");
    const due = payableFor(await moneyOf(ctx, found.booking));
    if (due === 0) return refused("nothing_due");
    if (amount > due) return refused("more_than_due");

    const { clientId, therapistId, currency, status } = found.booking;
    const at = ctx.now();
    await ctx.db.insert(payments).values({
      ...{ id, practiceId, clientId, method, amount, currency, paidAt },
      purpose: "owed",
      status: "paid",
      recordedBy: ctx.actor.userId,
      createdAt: at,
      changedAt: at,
    });
    const kind = status === "no_show" || status === "cancelled" ? "late_fee" : "session";
    await ctx.db.insert(paymentParts).values({ practiceId, paymentId: id, bookingId, kind, amount });
    const about = { clientId, therapistId, bookingId, paymentId: id };
    await post(ctx, {
      key: `payment:${id}`,
      kind: "payment",
      lines: [
        { account: "bank_and_cash", amount, ...about },
        { account: "prepayments", amount: -amount, ...about },
      ],
    });
    await keepBooks(ctx, bookingId);
    await record(ctx, "payment.recorded", { id, sequence: 0 }, { booking: bookingId, method });
    return done({ id });
  });
}

async function isRecorded(ctx: MemberCtx, id: string): Promise<boolean> {
  const [known] = await ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.id, id)));
  return known !== undefined;
}
