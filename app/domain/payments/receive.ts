import { and, asc, eq } from "drizzle-orm";
import { paymentParts, payments, type RefundReason } from "#app/db/schema/payments.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { post } from "#app/domain/ledger/post.ts";
import { dueBack } from "#app/domain/ledger/rules.ts";
import type { Charge } from "#app/world.ts";
import type { Payment } from "./begin.ts";
import { letStand } from "./let-stand.ts";
import { askRefund } from "./refund.ts";

type Came = { session: string | null; intent: string | null; charge: Charge | null };

/**
 * Write down that a payment was made, and let what it is for stand. Money for a time that was lost meanwhile takes the time
 * again if it is still free, and goes back in full if it is not. Call it with therapists, bookings and payment locked.
 */
export async function receive(ctx: Ctx, payment: Payment, { session, intent, charge }: Came): Promise<void> {
  const parts = await ctx.db
    .select()
    .from(paymentParts)
    .where(and(eq(paymentParts.practiceId, ctx.practiceId), eq(paymentParts.paymentId, payment.id)))
    .orderBy(asc(paymentParts.bookingId));
  const standing: Standing[] = [];
  for (const part of parts) {
    const { bookingId, isTooLate } = await letStand(ctx, payment, part.bookingId);
    standing.push({ bookingId, amount: part.amount, reason: isTooLate ? "paid_too_late" : "paid_twice" });
  }
  const at = ctx.now();
  await ctx.db
    .update(payments)
    .set({
      ...{ status: "paid", paidAt: at, changedAt: at, failure: null },
      ...(session && { stripeSession: session }),
      ...(intent && { stripeIntent: intent }),
      ...(charge && { stripeCharge: charge.id }),
    })
    .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.id, payment.id)));
  const paid: Payment = { ...payment, stripeIntent: intent ?? payment.stripeIntent };
  for (const part of standing) await receivePart(ctx, paid, part);
  await record(ctx, "payment.received", { id: payment.id, sequence: 0 });
}

/** The booking a part of a payment is for now, how much it is, and why it would go back. */
type Standing = { bookingId: string; amount: number; reason: RefundReason };

async function receivePart(
  ctx: Ctx,
  payment: Payment,
  { bookingId, amount, reason }: Standing,
): Promise<void> {
  const found = await findBooking(ctx, bookingId);
  if (!found) throw new Error(`Booking ${bookingId} is gone`);
  const { clientId, therapistId } = found.booking;
  const about = { clientId, therapistId, bookingId, paymentId: payment.id };
  await post(ctx, {
    key: `payment:${payment.id}:${bookingId}`,
    kind: "payment",
    lines: [
      { account: "stripe_balance", amount, ...about },
      { account: "prepayments", amount: -amount, ...about },
    ],
  });
  await keepBooks(ctx, bookingId);
  const over = Math.min(amount, dueBack(await moneyOf(ctx, found.booking)));
  if (over === 0) return;
  await askRefund(ctx, { payment, bookingId, amount: over, reason });
  if (reason !== "paid_too_late") return;
  const sequence = await timesSoFar(ctx, bookingId, ["payment.came_too_late"]);
  await record(ctx, "payment.came_too_late", { id: bookingId, sequence });
}
