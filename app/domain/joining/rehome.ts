import { and, eq } from "drizzle-orm";
import { whereabouts } from "#app/db/schema/joining.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Give what one client's people said about where they were to another, for a merge. Their bookings go first. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  await ctx.db
    .update(whereabouts)
    .set({ clientId: to })
    .where(and(eq(whereabouts.practiceId, ctx.practiceId), eq(whereabouts.clientId, from)));
}
