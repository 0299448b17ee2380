import { and, eq, isNull } from "drizzle-orm";
import { series } from "#app/db/schema/series.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";

/** Say that a series may end with the dates it has: nobody is reminded to carry it on. Null when it is not theirs, or ended. */
export async function letEnd(ctx: MemberCtx, seriesId: string): Promise<{ id: string } | null> {
  if (!isId(seriesId)) return null;
  return inTransaction(ctx, async (ctx) => {
    const [ended] = await ctx.db
      .update(series)
      .set({ endedAt: ctx.now() })
      .where(and(within(ctx, "diary.change", series), eq(series.id, seriesId), isNull(series.endedAt)))
      .returning({ id: series.id });
    if (!ended) return null;
    await record(ctx, "series.left_to_end", ended);
    return ended;
  });
}
