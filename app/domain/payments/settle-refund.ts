import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { decisionAbout, type FailedRefund, failedRefundWithin } from "./failed-refunds.ts";
import { writeDown } from "./give-back.ts";
import { askRefund } from "./refund.ts";

export type SettleRefusal = "not_here" | "settled_already";
type Settled = Promise<Result<{ bookingId: string }, SettleRefusal>>;

/** Send what came back from the bank to the card once more, once. Refuses: not_here, settled_already. */
export function sendAgain(ctx: MemberCtx, refundId: string): Settled {
  return settle(ctx, refundId, async (ctx, { id, bookingId, payment, amount, reason }) => {
    await askRefund(ctx, { payment, bookingId, amount, reason, key: decisionAbout(id) });
  });
}

/**
 * Write down that somebody gave back with their own hands what could not go back to the card, once. Refuses: not_here,
 * settled_already.
 */
export function gaveByHand(ctx: MemberCtx, refundId: string): Settled {
  return settle(ctx, refundId, async (ctx, { id, bookingId, payment, amount, reason }) => {
    const found = await findInReach(ctx, "money.take", bookingId);
    if (!found) throw new Error(`Booking ${bookingId} is gone`);
    await writeDown(ctx, found, { payment, amount, reason, key: decisionAbout(id) });
    await keepBooks(ctx, bookingId);
  });
}

function settle(
  ctx: MemberCtx,
  refundId: string,
  how: (ctx: MemberCtx, refund: FailedRefund) => Promise<void>,
): Settled {
  return inTransaction(ctx, async (ctx) => {
    const seen = await failedRefundWithin(ctx, "money.take", refundId);
    if (!seen) return refused("not_here");
    await lockBooking(ctx, seen.refund.bookingId);
    const found = await failedRefundWithin(ctx, "money.take", refundId);
    if (!found || found.isSettled) return refused("settled_already");
    await how(ctx, found.refund);
    return done({ bookingId: found.refund.bookingId });
  });
}
