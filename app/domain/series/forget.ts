import { and, eq, isNull } from "drizzle-orm";
import { series } from "#app/db/schema/series.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Forget a client's series: they hold no word of theirs, so the rhythm stays with the times, and none is to be carried on. */
export async function forget(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .update(series)
    .set({ endedAt: ctx.now() })
    .where(and(eq(series.practiceId, ctx.practiceId), eq(series.clientId, clientId), isNull(series.endedAt)));
}
