import { and, eq, isNull, or } from "drizzle-orm";
import { bookings, type FeeDecision } from "#app/db/schema/bookings.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { findInReach } from "./queries.ts";
import { isFeeDue } from "./rules.ts";

export type FeeRefusal = "not_here" | "nothing_due" | "decided_already";

/**
 * Keep a fee that fell due, or waive it this time: no fee is ever taken without this press. A fee that was kept may still
 * be waived; one that was waived stays so. Refuses: not_here, nothing_due, decided_already.
 */
export function decideFee(
  ctx: MemberCtx,
  { bookingId, decision }: { bookingId: string; decision: FeeDecision },
): Promise<Result<{ id: string }, FeeRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findInReach(ctx, "fee.decide", bookingId);
    if (!found) return refused("not_here");
    const { status } = found.booking;
    if (!isFeeDue(found.booking)) return refused("nothing_due");
    const isUndecided = isNull(bookings.feeDecision);
    const [decided] = await ctx.db
      .update(bookings)
      .set({ feeDecision: decision })
      .where(
        and(
          eq(bookings.practiceId, ctx.practiceId),
          eq(bookings.id, bookingId),
          eq(bookings.status, status),
          decision === "waived" ? or(isUndecided, eq(bookings.feeDecision, "kept")) : isUndecided,
        ),
      )
      .returning({ id: bookings.id });
    if (!decided) return refused("decided_already");
    const sequence = await timesSoFar(ctx, bookingId, ["booking.fee_decided"]);
    await record(ctx, "booking.fee_decided", { ...decided, sequence }, { decision });
    await keepBooks(ctx, bookingId);
    return done(decided);
  });
}
