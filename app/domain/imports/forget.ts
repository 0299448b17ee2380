import { and, eq } from "drizzle-orm";
import { importRows } from "#app/db/schema/imports.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Forget which row of which list a client came with. */
export async function forget(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .update(importRows)
    .set({ clientId: null, careRelationshipId: null, userId: null })
    .where(and(eq(importRows.practiceId, ctx.practiceId), eq(importRows.clientId, clientId)));
}
