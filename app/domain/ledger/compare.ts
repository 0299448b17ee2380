import { desc, eq } from "drizzle-orm";
import { reconciliations } from "#app/db/schema/ledger.ts";
import type { Ctx } from "#app/domain/ctx.ts";

export type Comparison = typeof reconciliations.$inferSelect;

/** Write down how the books and the payment service agreed. */
export async function keepComparison(
  ctx: Ctx,
  compared: { ours: number; theirs: number; differing: string[] },
): Promise<void> {
  await ctx.db.insert(reconciliations).values({ practiceId: ctx.practiceId, at: ctx.now(), ...compared });
}

/** The last time the books were compared with the payment service; null before the first. */
export async function lastComparison(ctx: Ctx): Promise<Comparison | null> {
  const [last] = await ctx.db
    .select()
    .from(reconciliations)
    .where(eq(reconciliations.practiceId, ctx.practiceId))
    .orderBy(desc(reconciliations.at))
    .limit(1);
  return last ?? null;
}

/** Money that left the payment service for the practice's bank, written down once. Minor units, positive. */
export function payoutLines(amount: number) {
  return [
    { account: "bank_and_cash" as const, amount },
    { account: "stripe_balance" as const, amount: -amount },
  ];
}
