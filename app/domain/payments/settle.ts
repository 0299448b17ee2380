import { and, asc, eq } from "drizzle-orm";
import { clientBilling, type PaymentStatus, paymentParts, payments } from "#app/db/schema/payments.ts";
import { record } from "#app/domain/audit/record.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction, type Subject } from "#app/domain/ctx.ts";
import { post } from "#app/domain/ledger/post.ts";
import type { Charge, Charged, Checkout, Merchant, Told, World } from "#app/world.ts";
import type { Payment } from "./begin.ts";
import { customerOf } from "./checkout.ts";
import { keepCard } from "./keep-card.ts";
import { merchantOf } from "./merchant.ts";
import { receive } from "./receive.ts";

/** How a payment stands; `unknown` while Stripe does not answer. */
export type Settled = PaymentStatus | "unknown";

/** What Stripe says of a payment: nothing of it yet, money, a card, or that nothing will come of it any more. */
type Became =
  | { is: "open" }
  | { is: "paid"; session: string | null; intent: string | null; charge: Charge | null }
  | { is: "card"; session: string; card: NonNullable<Checkout["card"]> }
  | { is: "over"; status: "expired" | "failed"; failure: string | null; intent: string | null };

/**
 * Bring a payment to where it stands at Stripe, and what it is for with it. Asks Stripe, then writes in one transaction,
 * so webhook, return page and reconciler may all come, in any order and at once: what has been written is not written
 * again.
 */
export async function settle(ctx: Ctx, world: World, paymentId: string): Promise<Settled> {
  const payment = await find(ctx, paymentId);
  if (!payment) return "unknown";
  if (payment.method !== "stripe") return payment.status;
  const merchant = await merchantOf(ctx, world);
  if (!merchant) return "unknown";
  const told = await ask(ctx, merchant, payment);
  if (told.outcome !== "done") return "unknown";
  return write(ctx, payment, told.value);
}

async function find(ctx: Ctx, paymentId: string): Promise<Payment | null> {
  const [payment] = await ctx.db
    .select()
    .from(payments)
    .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.id, paymentId)));
  return payment ?? null;
}

async function ask(ctx: Ctx, merchant: Merchant, payment: Payment): Promise<Told<Became>> {
  if (payment.isOffSession) {
    if (payment.stripeIntent) return told(await merchant.readCharge(payment.stripeIntent), ofCharge);
    return charge(ctx, merchant, payment);
  }
  if (payment.stripeSession)
    return told(await merchant.readCheckout(payment.stripeSession), (checkout) =>
      ofCheckout(ctx, payment, checkout),
    );
  // The answer that told its page may have been lost, so it is looked for by our own name for it.
  const customer = await customerOf(ctx, payment.clientId);
  const found: Told<Checkout | null> = customer
    ? await merchant.findCheckout(customer, payment.id)
    : { outcome: "done", value: null };
  return told(found, (checkout) => ofCheckout(ctx, payment, checkout));
}

/**
 * Charge the kept card, once however often. A card that is gone, or may not be charged any more, is a charge that failed,
 * unless it was charged before and only the answer was lost.
 */
async function charge(
  ctx: Ctx,
  merchant: Merchant,
  { id, clientId, amount, currency }: Payment,
): Promise<Told<Became>> {
  const [billing] = await ctx.db
    .select()
    .from(clientBilling)
    .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)));
  const { stripeCustomer: customer, stripeCard: card, cardsStoppedAt } = billing ?? {};
  const failed = (failure: string): Became => ({ is: "over", status: "failed", failure, intent: null });
  if (!customer) return done(failed("no_card"));
  if (!card || cardsStoppedAt)
    return told(await merchant.findCharge(customer, id), (before) =>
      before ? ofCharge(before) : failed("no_card"),
    );
  const charged = await merchant.charge({ reference: id, customer, card, amount, currency });
  return charged.outcome === "refused" ? done(failed(charged.code)) : told(charged, ofCharge);
}

function ofCheckout(ctx: Ctx, { purpose, expiresAt }: Payment, checkout: Checkout | null): Became {
  if (!checkout) {
    const isOver = expiresAt !== null && expiresAt <= ctx.now();
    return isOver ? { is: "over", status: "expired", failure: null, intent: null } : { is: "open" };
  }
  const { id: session, intent, charge, card, status } = checkout;
  if (status === "expired") return { is: "over", status, failure: null, intent };
  if (status === "complete" && purpose === "card" && card) return { is: "card", session, card };
  return status === "complete" && checkout.isPaid ? { is: "paid", session, intent, charge } : { is: "open" };
}

function ofCharge({ intent, status, failure, charge }: Charged): Became {
  if (status === "succeeded") return { is: "paid", session: null, intent, charge };
  return status === "failed" ? { is: "over", status, failure, intent } : { is: "open" };
}

async function write(ctx: Ctx, { id }: Payment, became: Became): Promise<PaymentStatus> {
  return inTransaction(ctx, async (ctx) => {
    await lockWhatItIsFor(ctx, id);
    const [payment] = await ctx.db.select().from(payments).where(eq(payments.id, id)).for("update");
    if (!payment) throw new Error(`Payment ${id} is gone`);
    if (became.is === "paid") {
      if (payment.status !== "paid") await receive(ctx, payment, became);
      if (became.charge) await postFee(ctx, payment, became.charge);
      return "paid";
    }
    if (payment.status === "paid" || became.is === "open") return payment.status;
    if (became.is === "card") {
      await keepCard(ctx, payment, became);
      return "paid";
    }
    const { status, failure, intent: stripeIntent } = became;
    await ctx.db
      .update(payments)
      .set({ status, failure, ...(stripeIntent && { stripeIntent }), changedAt: ctx.now() })
      .where(and(eq(payments.id, id), eq(payments.status, "open")));
    if (payment.status !== "open") return payment.status;
    if (payment.isOffSession) await record(ctx, "payment.declined", { id, sequence: 0 });
    return status;
  });
}

/** Therapists, then bookings, each in the order of their ids: two who settle at once take turns (decisions, 13). */
async function lockWhatItIsFor(ctx: Ctx, paymentId: string): Promise<void> {
  const parts = await ctx.db
    .select({ bookingId: paymentParts.bookingId })
    .from(paymentParts)
    .where(and(eq(paymentParts.practiceId, ctx.practiceId), eq(paymentParts.paymentId, paymentId)))
    .orderBy(asc(paymentParts.bookingId));
  const found = [];
  for (const { bookingId } of parts) found.push(await findBooking(ctx, bookingId));
  const therapistIds = new Set(found.flatMap((whole) => whole?.booking.therapistId ?? []));
  for (const therapistId of [...therapistIds].sort()) await lockTherapist(ctx, therapistId);
  for (const { bookingId } of parts) await lockBooking(ctx, bookingId);
}

/** Settle a payment when its moment has come. Throws while Stripe does not answer, so that it is tried again. */
export async function followPaymentBegun(ctx: Ctx, world: World, { subjectId }: Subject): Promise<void> {
  if ((await settle(ctx, world, subjectId)) === "unknown")
    throw new Error("The payment service does not answer");
}

/** What Stripe keeps of a payment, once it says how much. */
async function postFee(ctx: Ctx, { id: paymentId, clientId }: Payment, { id, fee }: Charge): Promise<void> {
  if (fee === null) return;
  await post(ctx, {
    key: `fee:${id}`,
    kind: "fee",
    lines: [
      { account: "stripe_fees", amount: fee, paymentId, clientId },
      { account: "stripe_balance", amount: -fee, paymentId, clientId },
    ],
  });
}

function done<T>(value: T): Told<T> {
  return { outcome: "done", value };
}

function told<T, U>(answer: Told<T>, read: (value: T) => U): Told<U> {
  return answer.outcome === "done" ? done(read(answer.value)) : answer;
}
