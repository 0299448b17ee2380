import { and, desc, eq, inArray } from "drizzle-orm";
import { type PaymentFor, paymentParts, payments } from "#app/db/schema/payments.ts";
import { eventAt } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { keepHeldUntil } from "#app/domain/bookings/holds.ts";
import { lockBooking } from "#app/domain/bookings/lock-booking.ts";
import { findToChange, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { graceMinutes, payMinutes, payRenewals } from "#app/domain/bookings/rules.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { payableFor } from "#app/domain/ledger/rules.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { MINUTE } from "#app/values/zoned.ts";

/** When a payment is looked at by itself, in seconds: soon after its page is over (decisions, 16). */
export const settleAfter = payMinutes * 60 + 30;

export type Payment = typeof payments.$inferSelect;

export type BeginRefusal = "not_here" | "paid_already" | "gone" | "too_often" | "consent_first";

/** `consentId`: what was agreed to about the card that is to be kept. */
type Wish = { bookingId: string; consentId?: string | undefined };

/**
 * The payment by which a kept time becomes somebody's: the one that is open, or a new try, which keeps the time as long as
 * its page lives and a little longer (decisions, 16). Refuses: not_here, paid_already once it is booked, gone when the time
 * is no longer kept, too_often after two renewals, consent_first where a card is to be kept and nobody agreed to it.
 */
export function beginPayment(
  ctx: Ctx,
  { bookingId, consentId }: Wish,
): Promise<Result<Payment, BeginRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const seen = await findToChange(ctx, bookingId);
    if (!seen) return refused("not_here");
    await lockTherapist(ctx, seen.booking.therapistId);
    await lockBooking(ctx, bookingId);
    const found = await findToChange(ctx, bookingId);
    if (!found) return refused("not_here");
    const { status, heldFor, holdsUntil } = found.booking;
    if (status === "confirmed" || status === "attended") return refused("paid_already");
    const isKept = status === "held" && holdsUntil !== null && holdsUntil > ctx.now();
    if (!isKept || (heldFor !== "payment" && heldFor !== "card")) return refused("gone");

    const before = await triesFor(ctx, bookingId);
    const open = before.find((payment) => payment.status === "open");
    if (open?.expiresAt && open.expiresAt > ctx.now()) return done(open);
    if (before.length > payRenewals) return refused("too_often");
    if (heldFor === "card" && !consentId) return refused("consent_first");
    return done(
      await write(ctx, found, {
        purpose: heldFor === "card" ? "card" : "booking",
        tries: before.length,
        consentId,
      }),
    );
  });
}

async function write(
  ctx: Ctx,
  { booking }: WholeBooking,
  about: { purpose: PaymentFor; tries: number; consentId: string | undefined },
): Promise<Payment> {
  const { practiceId, clientId, currency, id: bookingId } = booking;
  const id = newId();
  const at = ctx.now();
  const expiresAt = new Date(at.getTime() + payMinutes * MINUTE);
  const amount = about.purpose === "card" ? 0 : payableFor(await moneyOf(ctx, booking));
  const [payment] = await ctx.db
    .insert(payments)
    .values({
      id,
      ...{ practiceId, clientId, currency, amount, expiresAt, ...about },
      method: "stripe",
      status: "open",
      ...addressesOf(ctx, id),
      createdAt: at,
      changedAt: at,
    })
    .returning();
  if (!payment) throw new Error("An insert gave no row");
  await ctx.db
    .insert(paymentParts)
    .values({ practiceId, paymentId: payment.id, bookingId, kind: "session", amount });
  await record(ctx, "payment.begun", { id: payment.id, sequence: 0 }, {}, { settle_payment: settleAfter });
  const until = new Date(expiresAt.getTime() + graceMinutes * MINUTE);
  if (!booking.holdsUntil || until > booking.holdsUntil) await keepHeldUntil(ctx, bookingId, until);
  return payment;
}

/** Where Stripe leads whoever paid (it puts the name of its page in), and whoever left. No private link is told to anybody. */
export function addressesOf(
  { appUrl }: Pick<Ctx, "appUrl">,
  paymentId: string,
): { returnUrl: string; cancelUrl: string } {
  const page = `${appUrl}/book/return`;
  return { returnUrl: `${page}?session_id={CHECKOUT_SESSION_ID}`, cancelUrl: `${page}?payment=${paymentId}` };
}

/** Whose deed a payment is, as the log signs them: theirs too is what comes of it, whoever hears of it first. */
export async function begunBy(ctx: Ctx, paymentId: string): Promise<string | undefined> {
  return (await eventAt(ctx, "payment.begun", { id: paymentId, sequence: 0 }))?.actor;
}

/** Every try to pay for a booking before it stood, the latest first. */
export async function triesFor(ctx: Ctx, bookingId: string): Promise<Payment[]> {
  const rows = await ctx.db
    .select({ payment: payments })
    .from(payments)
    .innerJoin(paymentParts, eq(paymentParts.paymentId, payments.id))
    .where(
      and(
        eq(payments.practiceId, ctx.practiceId),
        eq(paymentParts.bookingId, bookingId),
        inArray(payments.purpose, ["booking", "card"]),
      ),
    )
    .orderBy(desc(payments.tries));
  return rows.map(({ payment }) => payment);
}
