import { and, eq, sql } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Wait } from "./link.ts";

type Change = Partial<Pick<Wait, "windows" | "status" | "askedAt" | "confirmedAt" | "endedAt">>;

/** Bring a place in line to its next state, so that what is said of each state is said once. Says its sequence. */
export async function step(ctx: Ctx, waitId: string, change: Change = {}): Promise<number> {
  const [stepped] = await ctx.db
    .update(waits)
    .set({ ...change, sequence: sql`${waits.sequence} + 1` })
    .where(and(eq(waits.practiceId, ctx.practiceId), eq(waits.id, waitId)))
    .returning({ sequence: waits.sequence });
  if (!stepped) throw new Error(`There is no place in line ${waitId}`);
  return stepped.sequence;
}

/** The same out of `waiting`, once: null when somebody ended it first. */
export async function endWait(
  ctx: Ctx,
  waitId: string,
  status: "served" | "left" | "lapsed",
): Promise<number | null> {
  const [ended] = await ctx.db
    .update(waits)
    .set({ status, endedAt: ctx.now(), sequence: sql`${waits.sequence} + 1` })
    .where(and(eq(waits.practiceId, ctx.practiceId), eq(waits.id, waitId), eq(waits.status, "waiting")))
    .returning({ sequence: waits.sequence });
  return ended?.sequence ?? null;
}
