import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { payments, type RefundReason, refunds } from "#app/db/schema/payments.ts";
import { record, signature } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { type Ctx, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { post } from "#app/domain/ledger/post.ts";
import type { Refunded, World } from "#app/world.ts";
import type { Payment } from "./begin.ts";
import { merchantOf } from "./merchant.ts";

export type Refund = typeof refunds.$inferSelect;

type Asked = {
  payment: Pick<Payment, "id" | "clientId" | "currency">;
  bookingId: string;
  amount: number;
  reason: RefundReason;
  /** Names the decision where a person made it; sent twice it is one. */
  key?: string;
  id?: string;
};

/**
 * Decide that so much of a card payment goes back to the card: written into the books now, and sent by a job. Call it with
 * the booking locked, within what is left of the payment.
 */
export async function askRefund(
  ctx: Ctx,
  { payment, bookingId, amount, reason, key, id }: Asked,
): Promise<string> {
  const { practiceId } = ctx;
  const at = ctx.now();
  const [refund] = await ctx.db
    .insert(refunds)
    .values({
      ...(id && { id }),
      ...{ practiceId, clientId: payment.clientId, bookingId, paymentId: payment.id },
      ...{ amount, currency: payment.currency, reason, goesTo: "card", status: "asked" },
      key: key ?? `${bookingId}:${await refundsSoFar(ctx, bookingId)}`,
      askedBy: signature(ctx.actor),
      askedAt: at,
      changedAt: at,
    })
    .returning();
  if (!refund) throw new Error("An insert gave no row");
  await write(ctx, refund, 1);
  await record(ctx, "refund.asked", { id: refund.id, sequence: 0 }, { booking: bookingId, reason });
  return refund.id;
}

/** How many times something went back of a booking: with the booking locked, a name for the next. */
export async function refundsSoFar(ctx: Ctx, bookingId: string): Promise<number> {
  const [found] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(refunds)
    .where(and(eq(refunds.practiceId, ctx.practiceId), eq(refunds.bookingId, bookingId)));
  return found?.count ?? 0;
}

/** Write a refund into the books, or take it out of them again. */
async function write(ctx: Ctx, refund: Refund, sign: 1 | -1): Promise<void> {
  const { id, clientId, bookingId, paymentId, amount } = refund;
  const about = { clientId, bookingId, ...(paymentId && { paymentId }) };
  await post(ctx, {
    key: sign === 1 ? `refund:${id}` : `refund:${id}:failed`,
    kind: "refund",
    lines: [
      { account: "prepayments", amount: sign * amount, ...about },
      { account: "stripe_balance", amount: -sign * amount, ...about },
    ],
  });
  await keepBooks(ctx, bookingId);
}

/** Send a refund to Stripe, once however often; follow one that is under way. Throws while Stripe does not answer. */
export async function sendRefund(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  const refund = await findRefund(ctx, subjectId);
  if (refund?.goesTo !== "card") return;
  // One that had succeeded can still fail at the bank, and then Stripe says so.
  if (refund.status === "failed") return;
  const merchant = await merchantOf(ctx, world);
  if (!merchant) throw new Error("There is no account to send a refund from");
  const told = refund.stripeRefund
    ? await merchant.readRefund(refund.stripeRefund)
    : await merchant.refund({
        reference: refund.id,
        intent: await intentOf(ctx, refund),
        amount: refund.amount,
      });
  if (told.outcome === "away") throw new Error(`The payment service does not answer: ${told.why}`);
  const became: Partial<Refunded> & Pick<Refunded, "status" | "failure"> =
    told.outcome === "done" ? told.value : { status: "failed", failure: told.code };
  await become(ctx, refund, became);
}

async function become(
  ctx: Ctx,
  { id, bookingId }: Refund,
  { id: stripeRefund, status, failure }: Partial<Refunded> & Pick<Refunded, "status" | "failure">,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockBooking(ctx, bookingId);
    const [changed] = await ctx.db
      .update(refunds)
      .set({ status, failure, ...(stripeRefund && { stripeRefund }), changedAt: ctx.now() })
      .where(
        and(
          eq(refunds.practiceId, ctx.practiceId),
          eq(refunds.id, id),
          // An answer may be older than one that was written meanwhile: nothing goes back to waiting.
          status === "pending"
            ? eq(refunds.status, "asked")
            : and(ne(refunds.status, "failed"), ne(refunds.status, status)),
        ),
      )
      .returning();
    if (!changed) return;
    if (status === "failed") await write(ctx, changed, -1);
    const name = status === "failed" ? "refund.failed" : status === "succeeded" ? "refund.given" : null;
    if (name) await record(ctx, name, { id, sequence: 0 }, { booking: bookingId });
  });
}

/** One refund of the practice, or null. */
export async function findRefund(ctx: Ctx, refundId: string): Promise<Refund | null> {
  const [refund] = await ctx.db
    .select()
    .from(refunds)
    .where(and(eq(refunds.practiceId, ctx.practiceId), eq(refunds.id, refundId)));
  return refund ?? null;
}

async function intentOf(ctx: Ctx, { paymentId }: Refund): Promise<string> {
  const [payment] = await ctx.db
    .select({ intent: payments.stripeIntent })
    .from(payments)
    .where(and(eq(payments.practiceId, ctx.practiceId), inArray(payments.id, paymentId ? [paymentId] : [])));
  if (!payment?.intent) throw new Error("A refund to a card is of a payment without one");
  return payment.intent;
}
