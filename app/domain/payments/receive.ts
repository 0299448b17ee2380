import { and, asc, eq } from "drizzle-orm";
import { paymentParts, payments, type RefundReason } from "#app/db/schema/payments.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { confirmHeld } from "#app/domain/bookings/holds.ts";
import { findBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { retake, retakeOf } from "#app/domain/bookings/retake.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { post } from "#app/domain/ledger/post.ts";
import { dueBack } from "#app/domain/ledger/rules.ts";
import type { Charge } from "#app/world.ts";
import { begunBy, type Payment } from "./begin.ts";
import { creditLeft, giveCredit } from "./give-what-is-due.ts";
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
  for (const { bookingId, amount } of parts)
    standing.push({ amount, ...(await standFor(ctx, payment, bookingId)) });
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

/** Let what a part is for stand, or take it again. */
async function standFor(
  ctx: Ctx,
  payment: Payment,
  bookingId: string,
): Promise<Pick<Standing, "bookingId" | "reason">> {
  const lost = await findBooking(ctx, bookingId);
  if (!lost) throw new Error(`Booking ${bookingId} is gone`);
  const { id, status, heldFor } = lost.booking;
  const by = await begunBy(ctx, payment.id);
  if (await confirmHeld(ctx, id, by)) return { bookingId: id, reason: "paid_twice" };
  const neverStood = heldFor !== null && (status === "expired" || status === "cancelled");
  if (!neverStood) return { bookingId: id, reason: "paid_twice" };
  // Whoever let their time go gets their money back; whoever was only slow gets the time, if nobody has it.
  const retaken =
    status === "expired" ? ((await retakeOf(ctx, id)) ?? (await takeAgain(ctx, lost, by))) : null;
  if (!retaken) return { bookingId: id, reason: "paid_too_late" };
  await ctx.db
    .update(paymentParts)
    .set({ bookingId: retaken })
    .where(and(eq(paymentParts.paymentId, payment.id), eq(paymentParts.bookingId, id)));
  return { bookingId: retaken, reason: "paid_twice" };
}

/** The credit that was put towards a lost time goes back first, so that it can be put towards the same time again. */
async function takeAgain(ctx: Ctx, lost: WholeBooking, by?: string): Promise<string | null> {
  const { booking } = lost;
  const amount = await creditLeft(ctx, booking);
  if (amount > 0) await giveCredit(ctx, { booking, amount, reason: "paid_too_late", paymentId: null });
  return retake(ctx, lost, by);
}
