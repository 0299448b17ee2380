import { record } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { giveUp, takeUpAgain } from "#app/domain/ledger/give-up.ts";
import { isInvented } from "#app/domain/ledger/keep.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { owedFor } from "#app/domain/ledger/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";

/** Why something is not asked for any more. A word of ours, for a free one might say something clinical. */
export const writeOffReasons = ["agreed", "cannot_pay", "unreachable", "mistake", "other"] as const;
export type WriteOffReason = (typeof writeOffReasons)[number];

type Wish = { bookingId: string; reason: WriteOffReason; amount: number };

/**
 * Give up what is owed for a session. `amount` is what was owed where somebody pressed, in minor units. Refuses: not_here,
 * nothing_owed, changed when something else is owed by now.
 */
export function writeOff(
  ctx: MemberCtx,
  { bookingId, reason, amount }: Wish,
): Promise<Result<undefined, "not_here" | "nothing_owed" | "changed">> {
  return inTransaction(ctx, async (ctx) => {
    const found = await held(ctx, bookingId);
    if (!found) return refused("not_here");
    const { booking } = found;
    const isReal = !(await isInvented(ctx, booking.clientId));
    const owed = isReal ? owedFor(await moneyOf(ctx, booking)) : 0;
    if (owed === 0) return refused("nothing_owed");
    if (owed !== amount) return refused("changed");
    await giveUp(ctx, { clientId: booking.clientId, bookingId, amount });
    await record(ctx, "debt.written_off", { id: bookingId }, { amount, reason });
    return done(undefined);
  });
}

/** Ask again for what was given up for a session. Refuses: not_here, nothing_given_up. */
export function undoWriteOff(
  ctx: MemberCtx,
  bookingId: string,
): Promise<Result<undefined, "not_here" | "nothing_given_up">> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await held(ctx, bookingId))) return refused("not_here");
    const amount = await takeUpAgain(ctx, bookingId);
    if (amount === null) return refused("nothing_given_up");
    await record(ctx, "debt.taken_up_again", { id: bookingId }, { amount });
    return done(undefined);
  });
}

async function held(ctx: MemberCtx, bookingId: string) {
  if (!(await findInReach(ctx, "money.take", bookingId))) return null;
  await lockBooking(ctx, bookingId);
  return findInReach(ctx, "money.take", bookingId);
}
