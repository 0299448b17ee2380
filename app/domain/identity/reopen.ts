import { and, eq, isNotNull } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";

/** Let a person sign in again who had closed their account. Says whether it was closed; nothing else of it changes. */
export function reopenAccount(ctx: Ctx, userId: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [reopened] = await ctx.db
      .update(users)
      .set({ closedAt: null })
      .where(and(eq(users.id, userId), isNotNull(users.closedAt)))
      .returning({ id: users.id });
    if (reopened) await record(ctx, "account.reopened", reopened);
    return reopened !== undefined;
  });
}
