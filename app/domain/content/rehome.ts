import { and, eq, sql } from "drizzle-orm";
import { contentSeen, contentShares } from "#app/db/schema/content.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";

/** Give what one client has, and how far they have come in it, to another, for a merge. What the other has already stays theirs. */
export function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const shares = and(eq(contentShares.practiceId, ctx.practiceId), eq(contentShares.clientId, from));
    await ctx.db.delete(contentShares).where(
      and(
        shares,
        sql`exists (select 1 from content_shares as theirs where theirs.client_id = ${to}
          and theirs.item_id = ${contentShares.itemId})`,
      ),
    );
    await ctx.db.update(contentShares).set({ clientId: to }).where(shares);
    const seen = and(eq(contentSeen.practiceId, ctx.practiceId), eq(contentSeen.clientId, from));
    await ctx.db.delete(contentSeen).where(
      and(
        seen,
        sql`exists (select 1 from content_seen as theirs where theirs.client_id = ${to}
          and theirs.item_id = ${contentSeen.itemId} and theirs.user_id = ${contentSeen.userId})`,
      ),
    );
    await ctx.db.update(contentSeen).set({ clientId: to }).where(seen);
  });
}
