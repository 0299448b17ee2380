import { and, eq, isNull, sql } from "drizzle-orm";
import { erasureRequests } from "#app/db/schema/privacy.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";

/** Give one client's requests to be erased to another, for a merge. Where both ask, the other's stands. */
export function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const theirs = and(eq(erasureRequests.practiceId, ctx.practiceId), eq(erasureRequests.clientId, from));
    await ctx.db
      .delete(erasureRequests)
      .where(
        and(
          theirs,
          isNull(erasureRequests.withdrawnAt),
          sql`exists (select 1 from erasure_requests as other where other.client_id = ${to} and other.withdrawn_at is null)`,
        ),
      );
    await ctx.db.update(erasureRequests).set({ clientId: to }).where(theirs);
  });
}
