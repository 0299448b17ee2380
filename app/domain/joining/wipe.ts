import { and, eq, inArray } from "drizzle-orm";
import { whereabouts } from "#app/db/schema/joining.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Take away where clients who never were are said to have been. */
export async function wipe(ctx: Ctx, { clientIds }: { clientIds: readonly string[] }): Promise<void> {
  await ctx.db
    .delete(whereabouts)
    .where(and(eq(whereabouts.practiceId, ctx.practiceId), inArray(whereabouts.clientId, [...clientIds])));
}
