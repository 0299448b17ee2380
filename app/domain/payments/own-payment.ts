import { and, asc, eq, ne } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { own } from "#app/domain/clients/own.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { wentBack } from "./went-back.ts";

/** One payment of a signed-in person's own: what it was for, and what went back of it. Null for what is not theirs, and for a card that was only kept. */
export async function ownPayment(ctx: ClientCtx, paymentId: string) {
  if (!isId(paymentId)) return null;
  const [payment] = await ctx.db
    .select()
    .from(payments)
    .where(
      and(
        own(ctx, maySeeMoney, payments),
        eq(payments.id, paymentId),
        eq(payments.status, "paid"),
        ne(payments.purpose, "card"),
      ),
    );
  if (!payment) return null;
  const parts = await ctx.db
    .select({
      bookingId: bookings.id,
      kind: paymentParts.kind,
      amount: paymentParts.amount,
      startsAt: appointments.startsAt,
      therapistName: therapists.name,
    })
    .from(paymentParts)
    .innerJoin(bookings, eq(bookings.id, paymentParts.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(and(eq(paymentParts.practiceId, ctx.practiceId), eq(paymentParts.paymentId, paymentId)))
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
  const returned = await wentBack(ctx, eq(refunds.paymentId, paymentId));
  const { id, amount, currency, method } = payment;
  return { id, amount, currency, method, at: payment.paidAt ?? payment.changedAt, parts, returned };
}

export type OwnPayment = NonNullable<Awaited<ReturnType<typeof ownPayment>>>;
