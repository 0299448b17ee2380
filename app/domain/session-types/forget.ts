import { and, eq } from "drizzle-orm";
import { clientRates } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Forget what a client paid instead of the list price; what was paid stays with the bookings. */
export async function forget(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .delete(clientRates)
    .where(and(eq(clientRates.practiceId, ctx.practiceId), eq(clientRates.clientId, clientId)));
}
