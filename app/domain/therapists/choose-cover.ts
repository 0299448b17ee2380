import { and, eq } from "drizzle-orm";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { therapistById, therapistWithin } from "./queries.ts";

/** Say which colleague is told too when something of a therapist's cannot wait; null: nobody. Says whether both are there and it is theirs to say. */
export function chooseCover(ctx: MemberCtx, therapistId: string, coveredBy: string | null): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const therapist = await therapistWithin(ctx, "profile.change", therapistId, { locked: true });
    if (!therapist || coveredBy === therapistId) return false;
    if (coveredBy !== null && !(await therapistById(ctx, coveredBy))) return false;
    await ctx.db
      .update(therapists)
      .set({ coveredBy, changedAt: ctx.now() })
      .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapist.id)));
    await record(ctx, "therapist.cover_chosen", { id: therapist.id }, { coveredBy });
    return true;
  });
}
