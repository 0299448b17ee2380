import { and, eq } from "drizzle-orm";
import { type RefundReason, refunds } from "#app/db/schema/payments.ts";
import { record, signature } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findInReach, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { post } from "#app/domain/ledger/post.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Payment } from "./begin.ts";
import { type Left, leftOfPayments } from "./left.ts";
import { askRefund } from "./refund.ts";

/** `id` names the decision: the same form sent twice gives back once. `amount` is minor units. */
type GivenBack = { id: string; bookingId: string; amount: number };

export type GiveBackRefusal = "not_here" | "nothing_received" | "more_than_received" | "given_already";

/**
 * Give money back for a session, the way it came: what was paid by card is sent back to the card, what came by hand is
 * written down as given by hand. All of it or a part, from the latest payment on. Refuses: not_here, nothing_received,
 * more_than_received, given_already for the same form sent again.
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
    const [given] = await ctx.db
      .select({ id: refunds.id })
      .from(refunds)
      .where(and(eq(refunds.practiceId, ctx.practiceId), eq(refunds.key, `${id}:0`)));
    if (given) return refused("given_already");

    const received = await leftOfPayments(ctx, bookingId);
    const left = received.reduce((sum, { rest }) => sum + rest, 0);
    if (left === 0) return refused("nothing_received");
    if (amount > left) return refused("more_than_received");
    for (const [index, { payment, share }] of sharesOf(amount, received).entries()) {
      const decision = { ...(index === 0 && { id }), key: `${id}:${index}` };
      const asked = { payment, bookingId, amount: share, reason: "goodwill", ...decision } as const;
      if (payment.method === "stripe") await askRefund(ctx, asked);
      else await writeDown(ctx, found, asked);
    }
    await keepBooks(ctx, bookingId);
    return done({ id });
  });
}

type Decision = { id?: string; key: string; payment: Payment; amount: number; reason: RefundReason };

/** Write down money that somebody gave back with their own hands. Call it with the booking locked. */
export async function writeDown(
  ctx: MemberCtx,
  { booking }: WholeBooking,
  { id, key, payment, amount, reason }: Decision,
): Promise<void> {
  const { practiceId } = ctx;
  const { clientId, therapistId, currency, id: bookingId } = booking;
  const about = { clientId, bookingId, paymentId: payment.id };
  const [refund] = await ctx.db
    .insert(refunds)
    .values({
      ...(id && { id }),
      ...{ practiceId, ...about, amount, currency, key },
      ...{ reason, goesTo: "by_hand", status: "succeeded" },
      askedBy: signature(ctx.actor),
      askedAt: ctx.now(),
      changedAt: ctx.now(),
    })
    .returning({ id: refunds.id });
  if (!refund) throw new Error("A refund that was written is not there");
  await post(ctx, {
    key: `refund:${refund.id}`,
    kind: "refund",
    lines: [
      { account: "prepayments", amount, therapistId, ...about },
      { account: "bank_and_cash", amount: -amount, therapistId, ...about },
    ],
  });
  await record(ctx, "refund.given", { id: refund.id, sequence: 0 }, { booking: bookingId });
}

/** How an amount is taken from payments in turn. */
function sharesOf(amount: number, from: readonly Left[]) {
  let open = amount;
  return from.flatMap(({ payment, rest }) => {
    const share = Math.min(open, rest);
    open -= share;
    return share > 0 ? [{ payment, share }] : [];
  });
}
