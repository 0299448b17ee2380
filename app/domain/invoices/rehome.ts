import { and, eq } from "drizzle-orm";
import { papers } from "#app/db/schema/invoices.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Give one client's papers to another, for a merge; what they say stays as it was issued. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  await ctx.db
    .update(papers)
    .set({ clientId: to })
    .where(and(eq(papers.practiceId, ctx.practiceId), eq(papers.clientId, from)));
}
