import { and, eq } from "drizzle-orm";
import { erasureRequests } from "#app/db/schema/privacy.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Forget that a client asked to be erased: the log says that they did, and that it was done. */
export async function forget(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .delete(erasureRequests)
    .where(and(eq(erasureRequests.practiceId, ctx.practiceId), eq(erasureRequests.clientId, clientId)));
}
