import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { leave } from "./leave.ts";
import { isOwnPlace } from "./own.ts";

/** Leave every line of this practice in which a signed-in person waits at their address; what is kept for them goes on. */
export async function leaveAll(ctx: ClientCtx): Promise<void> {
  const theirs = await ctx.db
    .select()
    .from(waits)
    .where(and(isOwnPlace(ctx), eq(waits.status, "waiting")))
    .orderBy(waits.therapistId, waits.id);
  for (const wait of theirs) await leave(ctx, wait);
}
