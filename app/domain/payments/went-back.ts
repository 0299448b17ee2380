import { and, asc, eq, ne, type SQL } from "drizzle-orm";
import { refunds } from "#app/db/schema/payments.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** What went back of a payment or a booking, or is on its way, the oldest first; what failed did not. */
export function wentBack(ctx: Ctx, of: SQL) {
  return ctx.db
    .select({
      id: refunds.id,
      amount: refunds.amount,
      to: refunds.goesTo,
      at: refunds.askedAt,
      status: refunds.status,
      askedBy: refunds.askedBy,
    })
    .from(refunds)
    .where(and(eq(refunds.practiceId, ctx.practiceId), of, ne(refunds.status, "failed")))
    .orderBy(asc(refunds.askedAt), asc(refunds.id));
}
