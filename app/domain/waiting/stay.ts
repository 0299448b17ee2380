import { and, eq } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import type { Wait } from "./link.ts";
import { step } from "./step.ts";

/** Say that one is still looking. Says whether the place in line still stood. */
export function stay(ctx: Ctx, wait: Wait): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [stood] = await ctx.db
      .update(waits)
      .set({ confirmedAt: ctx.now() })
      .where(and(eq(waits.practiceId, ctx.practiceId), eq(waits.id, wait.id), eq(waits.status, "waiting")))
      .returning({ id: waits.id });
    if (!stood) return false;
    await record(ctx, "wait.confirmed", { id: wait.id, sequence: await step(ctx, wait.id) });
    return true;
  });
}
