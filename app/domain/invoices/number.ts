import { sql } from "drizzle-orm";
import { type PaperSeries, paperNumbers } from "#app/db/schema/invoices.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/**
 * The next number of a series in a year. Its row stays locked until the transaction that issues ends, so whoever asks
 * next waits, and a transaction that rolls back gives its number to them: none is missing and none is given twice.
 */
export async function nextNumber(ctx: Ctx, series: PaperSeries, year: number): Promise<number> {
  if (!ctx.isInside) throw new Error("A number is taken inside the transaction that issues its paper");
  const [row] = await ctx.db
    .insert(paperNumbers)
    .values({ practiceId: ctx.practiceId, series, year, last: 1 })
    .onConflictDoUpdate({
      target: [paperNumbers.practiceId, paperNumbers.series, paperNumbers.year],
      set: { last: sql`${paperNumbers.last} + 1` },
    })
    .returning({ last: paperNumbers.last });
  if (!row) throw new Error("An upsert gave no row");
  return row.last;
}
