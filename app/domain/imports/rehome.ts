import { and, eq } from "drizzle-orm";
import { importRows } from "#app/db/schema/imports.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/**
 * Let the rows that made a client name the one it was merged into, for a merge. It is somebody who was here already from
 * then on: taking the import back leaves them.
 */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  await ctx.db
    .update(importRows)
    .set({ clientId: to, outcome: "matched", careRelationshipId: null, userId: null })
    .where(and(eq(importRows.practiceId, ctx.practiceId), eq(importRows.clientId, from)));
}
