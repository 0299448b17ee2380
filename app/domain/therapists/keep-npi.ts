import { and, eq, sql } from "drizzle-orm";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";

/** Keep a therapist's National Provider Identifier, or that there is none, in the caller's transaction. It has asked whether it may. */
export async function keepNpi(ctx: MemberCtx, therapistId: string, npi: string | null): Promise<void> {
  const changed = await ctx.db
    .update(therapists)
    .set({ npi, changedAt: ctx.now() })
    .where(
      and(
        eq(therapists.practiceId, ctx.practiceId),
        eq(therapists.id, therapistId),
        sql`${therapists.npi} is distinct from ${npi}`,
      ),
    )
    .returning({ id: therapists.id });
  if (changed.length > 0) await record(ctx, "therapist.changed", { id: therapistId });
}
