import { and, eq, inArray } from "drizzle-orm";
import { series } from "#app/db/schema/series.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** End for good the series of clients who never were; their bookings are gone already. */
export async function wipe(ctx: Ctx, { clientIds }: { clientIds: readonly string[] }): Promise<void> {
  await ctx.db
    .delete(series)
    .where(and(eq(series.practiceId, ctx.practiceId), inArray(series.clientId, [...clientIds])));
}
