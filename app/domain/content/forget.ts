import { and, eq } from "drizzle-orm";
import { contentSeen, contentShares } from "#app/db/schema/content.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";

/** Forget what a client had and how far they came in it. What the practice gives to others stays. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .delete(contentSeen)
      .where(and(eq(contentSeen.practiceId, ctx.practiceId), eq(contentSeen.clientId, clientId)));
    await ctx.db
      .delete(contentShares)
      .where(and(eq(contentShares.practiceId, ctx.practiceId), eq(contentShares.clientId, clientId)));
  });
}
