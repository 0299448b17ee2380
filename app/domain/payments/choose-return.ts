import { and, eq, lt, lte, ne, sql } from "drizzle-orm";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findBooking, findToChange, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { returnable } from "#app/domain/ledger/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { DAY } from "#app/values/zoned.ts";
import { waitingForAPerson } from "./failed-refunds.ts";
import { creditLeft, giveBackAsItCame, giveCredit, isCalledOff } from "./give-what-is-due.ts";
import { leftOnCards } from "./left.ts";

export type Choice = "card" | "credit";
export type ChoiceRefusal = "not_here" | "chosen_already";

/**
 * Give a client what they paid by card for a session the practice called off, as they wish: back to the card, or as credit
 * for their next. Once: refuses chosen_already, and not_here where there is nothing to choose.
 */
export function chooseReturn(
  ctx: Ctx,
  { bookingId, to }: { bookingId: string; to: Choice },
): Promise<Result<{ amount: number }, ChoiceRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await findToChange(ctx, bookingId))) return refused("not_here");
    await lockBooking(ctx, bookingId);
    const found = await findBooking(ctx, bookingId);
    if (!found || !isCalledOff(found)) return refused("not_here");
    const amount = await leftToChoose(ctx, found);
    if (amount === 0) return refused("chosen_already");
    const reason = "practice_cancelled";
    if (to === "card") await giveBackAsItCame(ctx, found, { amount, reason });
    else {
      let left = amount;
      for (const { payment, rest } of await leftOnCards(ctx, bookingId)) {
        const share = Math.min(left, rest);
        if (share > 0)
          await giveCredit(ctx, { booking: found.booking, amount: share, reason, paymentId: payment.id });
        left -= share;
      }
      // What was credit before becomes credit again.
      if (left > 0) await giveCredit(ctx, { booking: found.booking, amount: left, reason, paymentId: null });
    }
    return done({ amount });
  });
}

/** How long a client may choose; after that it goes back to the card by itself. */
export const chooseDays = 7;

/** Until when (ms) a client may choose what becomes of what they paid for a session the practice called off. */
export function chooseUntil({ changedAt }: Pick<WholeBooking["booking"], "changedAt">): number {
  return changedAt.getTime() + chooseDays * DAY;
}

/** What a client had paid by card, and not got back, for a session when the practice called it off; minor units. */
export async function toChooseWhenCalledOff(ctx: Ctx, found: WholeBooking): Promise<number> {
  // What was called off within the minutes of its booking never stood, and goes back by itself.
  if (!isCalledOff(found) || (await moneyOf(ctx, found.booking)).isUndone) return 0;
  const { id, changedAt } = found.booking;
  const isHere = and(eq(paymentParts.practiceId, ctx.practiceId), eq(paymentParts.bookingId, id));
  const [came] = await ctx.db
    .select({ sum: sql<number>`coalesce(sum(${paymentParts.amount}), 0)::int` })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .where(and(isHere, eq(payments.method, "stripe"), lte(payments.paidAt, changedAt)));
  const [went] = await ctx.db
    .select({ sum: sql<number>`coalesce(sum(${refunds.amount}), 0)::int` })
    .from(refunds)
    .where(
      and(
        eq(refunds.practiceId, ctx.practiceId),
        eq(refunds.bookingId, id),
        eq(refunds.goesTo, "card"),
        ne(refunds.status, "failed"),
        lt(refunds.askedAt, changedAt),
      ),
    );
  return (came?.sum ?? 0) - (went?.sum ?? 0);
}

/** What a client may have back, as money or as credit, of a session the practice called off; 0 when nothing is left. */
export async function leftToChoose(ctx: Ctx, found: WholeBooking): Promise<number> {
  if (!isCalledOff(found)) return 0;
  const money = await moneyOf(ctx, found.booking);
  const cards = (await leftOnCards(ctx, found.booking.id)).reduce((sum, { rest }) => sum + rest, 0);
  const left = Math.min(returnable(money), cards + (await creditLeft(ctx, found.booking)));
  return Math.max(0, left - (await waitingForAPerson(ctx, found.booking.id)));
}
