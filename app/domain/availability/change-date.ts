import { and, eq } from "drizzle-orm";
import { hourOverrides, type Range } from "#app/db/schema/availability.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { addDays, dayOf, isDate } from "#app/values/zoned.ts";
import { farthestDays, overlapIn } from "./rules.ts";
import { overrideDate } from "./set-hours.ts";

export type DateRefusal = "overlapping" | "past" | "too_far";

/**
 * Work one date otherwise, or with no ranges not at all; what was said about the date before is replaced. Null when the
 * hours are not the member's to change. Refuses: overlapping, past, too_far (two years).
 */
export function changeDate(
  ctx: MemberCtx,
  therapistId: string,
  override: { date: string; zone: string; ranges: Range[] },
): Promise<Result<undefined, DateRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await therapistWithin(ctx, "hours.change", therapistId))) return null;
    const today = dayOf(override.zone, ctx.now());
    if (override.date < today) return refused("past");
    if (override.date > addDays(today, farthestDays)) return refused("too_far");
    if (overlapIn(override.ranges.map((range) => ({ ...range, weekday: 1 }))) !== null)
      return refused("overlapping");
    await overrideDate(ctx, therapistId, override);
    return done(undefined);
  });
}

/** Work a date as the week says again. Says whether it had been otherwise; what is out of reach never was. */
export async function restoreDate(ctx: MemberCtx, therapistId: string, date: string): Promise<boolean> {
  if (!isDate(date)) return false;
  return inTransaction(ctx, async (ctx) => {
    const removed = await ctx.db
      .delete(hourOverrides)
      .where(
        and(
          within(ctx, "hours.change", hourOverrides),
          eq(hourOverrides.therapistId, therapistId),
          eq(hourOverrides.date, date),
        ),
      )
      .returning({ id: hourOverrides.id });
    if (removed.length > 0) await record(ctx, "hours.set", { id: therapistId });
    return removed.length > 0;
  });
}
