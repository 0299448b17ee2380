import { and, eq } from "drizzle-orm";
import { whereabouts } from "#app/db/schema/joining.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Forget where a client's people were. */
export async function forget(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .delete(whereabouts)
    .where(and(eq(whereabouts.practiceId, ctx.practiceId), eq(whereabouts.clientId, clientId)));
}
