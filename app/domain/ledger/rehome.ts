import { and, eq } from "drizzle-orm";
import { ledgerEntries, writeOffs } from "#app/db/schema/ledger.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Give one client's lines in the books to another, for a merge; amounts and accounts stay as they were written. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  const { practiceId } = ctx;
  await ctx.db
    .update(ledgerEntries)
    .set({ clientId: to })
    .where(and(eq(ledgerEntries.practiceId, practiceId), eq(ledgerEntries.clientId, from)));
  await ctx.db
    .update(writeOffs)
    .set({ clientId: to })
    .where(and(eq(writeOffs.practiceId, practiceId), eq(writeOffs.clientId, from)));
}
