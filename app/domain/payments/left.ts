import { and, desc, eq, ne, sql } from "drizzle-orm";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Payment } from "./begin.ts";

/** A payment and what of it, for one booking, has not gone back; minor units. */
export type Left = { payment: Payment; rest: number };

/** What is left of each payment made for a booking, the latest first. With the booking locked it stays so. */
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
  const rows = await ctx.db
    .select({ payment: payments, rest: sql<number>`(${paymentParts.amount} - (${back}))::int` })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .where(
      and(
        eq(paymentParts.practiceId, ctx.practiceId),
        eq(paymentParts.bookingId, bookingId),
        eq(payments.status, "paid"),
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id));
  return rows.filter(({ rest }) => rest > 0);
}

/** The same for what was paid by card, which can be sent back to it. */
export async function leftOnCards(ctx: Ctx, bookingId: string): Promise<Left[]> {
  return (await leftOfPayments(ctx, bookingId)).filter(({ payment }) => payment.method === "stripe");
}
