import { eq } from "drizzle-orm";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { type Therapist, therapistWithin } from "./queries.ts";

/** How much is enough: null where there is no limit. */
export type Limits = Pick<
  Therapist,
  "perDayCap" | "perWeekCap" | "perClientWeekCap" | "caseload" | "isAccepting"
>;

/** Set how much is enough for a therapist. What is booked stays. Says whether she is theirs to set it for. */
export function setLimits(ctx: MemberCtx, therapistId: string, limits: Limits): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const therapist = await therapistWithin(ctx, "hours.change", therapistId, { locked: true });
    if (!therapist) return false;
    await ctx.db
      .update(therapists)
      .set({ ...limits, changedAt: ctx.now() })
      .where(eq(therapists.id, therapist.id));
    await record(ctx, "therapist.limits_set", { id: therapist.id });
    return true;
  });
}
