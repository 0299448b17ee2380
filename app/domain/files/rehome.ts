import { and, eq } from "drizzle-orm";
import { files } from "#app/db/schema/files.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { giveWords, takeWords } from "./words.ts";

/** Give one client's files to another, for a merge: their names and keys are sealed anew, their bytes stay where they lie. */
export function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const own = and(eq(files.practiceId, ctx.practiceId), eq(files.clientId, from));
    const all = await ctx.db.select().from(files).where(own).for("update");
    if (all.length === 0) return;
    const taken = await takeWords(ctx, from, all);
    await ctx.db.update(files).set({ clientId: to }).where(own);
    await giveWords(ctx, to, taken);
  });
}
