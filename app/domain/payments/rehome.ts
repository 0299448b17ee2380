import { and, eq } from "drizzle-orm";
import { clientBilling, disputes, payments, refunds } from "#app/db/schema/payments.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Give one client's payments to another, for a merge. How they pay stays the other's own, unless the other had said nothing. */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  const { practiceId } = ctx;
  for (const table of [payments, refunds, disputes])
    await ctx.db
      .update(table)
      .set({ clientId: to })
      .where(and(eq(table.practiceId, practiceId), eq(table.clientId, from)));
  const [billing] = await ctx.db
    .delete(clientBilling)
    .where(and(eq(clientBilling.practiceId, practiceId), eq(clientBilling.clientId, from)))
    .returning();
  if (billing)
    await ctx.db
      .insert(clientBilling)
      .values({ ...billing, clientId: to })
      .onConflictDoNothing();
}
