import { and, desc, eq, ne, notExists, sql } from "drizzle-orm";
import { disputes, paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Payment } from "./begin.ts";

/** A payment and what of it, for one booking, has not gone back; minor units. */
export type Left = { payment: Payment; rest: number };

/**
 * What is left of each payment made for a booking, the latest first. With the booking locked it stays so. Of what a bank
 * asks back nothing is left while it has not decided for the practice: nobody gets the same money twice.
 */
export async function leftOfPayments(ctx: Ctx, bookingId: string): Promise<Left[]> {
  const back = ctx.db
    .select({ sum: sql`coalesce(sum(${refunds.amount}), 0)` })
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, payments.id),
        eq(refunds.bookingId, paymentParts.bookingId),
        ne(refunds.status, "failed"),
      ),
    );
  const isAskedBack = ctx.db
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.paymentId, payments.id), ne(disputes.status, "won")));
  const rows = await ctx.db
    .select({ payment: payments, rest: sql<number>`(${paymentParts.amount} - (${back}))::int` })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .where(
      and(
        eq(paymentParts.practiceId, ctx.practiceId),
        eq(paymentParts.bookingId, bookingId),
        eq(payments.status, "paid"),
        notExists(isAskedBack),
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id));
  return rows.filter(({ rest }) => rest > 0);
}

/** The same for what was paid by card, which can be sent back to it. */
export async function leftOnCards(ctx: Ctx, bookingId: string): Promise<Left[]> {
  return (await leftOfPayments(ctx, bookingId)).filter(({ payment }) => payment.method === "stripe");
}
