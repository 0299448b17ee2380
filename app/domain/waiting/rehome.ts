import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Give one client's places in line to another, for a merge. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  await ctx.db
    .update(waits)
    .set({ clientId: to })
    .where(and(eq(waits.practiceId, ctx.practiceId), eq(waits.clientId, from)));
}
