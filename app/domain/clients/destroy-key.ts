import { and, eq } from "drizzle-orm";
import { clientKeys } from "#app/db/schema/clients.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Destroy a client's data key: from here on no word that was sealed with it can be read, in this database or an older one. */
export async function destroyKey(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .delete(clientKeys)
    .where(and(eq(clientKeys.practiceId, ctx.practiceId), eq(clientKeys.clientId, clientId)));
}
