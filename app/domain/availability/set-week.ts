import { and, eq } from "drizzle-orm";
import { weeklyHours } from "#app/db/schema/availability.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { weekOf } from "./hours.ts";
import { type DayRange, overlapIn } from "./rules.ts";

type NewWeek = {
  therapistId: string;
  /** The zone all of it is meant in. */
  zone: string;
  ranges: DayRange[];
  /** Of the week it replaces, as it was shown. */
  mark: string;
};

export type WeekRefusal = "overlapping" | "changed_meanwhile";

/**
 * Replace a therapist's week. What is booked stays, inside the new hours or not. Null when the therapist's hours are not
 * the member's to change. Refuses: overlapping, and changed_meanwhile when the week is no longer the one that was shown.
 */
export function setWeek(ctx: MemberCtx, week: NewWeek): Promise<Result<undefined, WeekRefusal> | null> {
  const { therapistId, zone, ranges } = week;
  return inTransaction(ctx, async (ctx) => {
    if (!(await therapistWithin(ctx, "hours.change", therapistId, { locked: true }))) return null;
    if (overlapIn(ranges) !== null) return refused("overlapping");
    if ((await weekOf(ctx, therapistId)).mark !== week.mark) return refused("changed_meanwhile");

    const { practiceId } = ctx;
    await ctx.db
      .delete(weeklyHours)
      .where(and(eq(weeklyHours.practiceId, practiceId), eq(weeklyHours.therapistId, therapistId)));
    const rows = ranges.map((range) => ({ ...range, zone, practiceId, therapistId }));
    if (rows.length > 0) await ctx.db.insert(weeklyHours).values(rows);
    await record(ctx, "hours.set", { id: therapistId });
    return done(undefined);
  });
}
