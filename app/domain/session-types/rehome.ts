import { and, eq } from "drizzle-orm";
import { clientRates } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Give one client's own prices to another, for a merge. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  await ctx.db
    .update(clientRates)
    .set({ clientId: to })
    .where(and(eq(clientRates.practiceId, ctx.practiceId), eq(clientRates.clientId, from)));
}
