import { and, eq } from "drizzle-orm";
import { series } from "#app/db/schema/series.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Give one client's series to another, for a merge. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  await ctx.db
    .update(series)
    .set({ clientId: to })
    .where(and(eq(series.practiceId, ctx.practiceId), eq(series.clientId, from)));
}
