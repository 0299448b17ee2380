import { and, eq } from "drizzle-orm";
import { hourOverrides, type Range, timeAway, weeklyHours } from "#app/db/schema/availability.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

type WeeklyHour = { weekday: number; startMinute: number; length: number; zone: string };

/** Add hours to a therapist's week. */
export function addHours(ctx: Ctx, therapistId: string, hours: WeeklyHour[]): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    await ctx.db.insert(weeklyHours).values(hours.map((hour) => ({ ...hour, practiceId, therapistId })));
    await record(ctx, "hours.set", { id: therapistId });
  });
}

/** Work one date otherwise; no ranges means not at all. */
export function overrideDate(
  ctx: Ctx,
  therapistId: string,
  override: { date: string; zone: string; ranges: Range[] },
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insert(hourOverrides)
      .values({ ...override, practiceId: ctx.practiceId, therapistId })
      .onConflictDoUpdate({
        target: [hourOverrides.therapistId, hourOverrides.date],
        set: { zone: override.zone, ranges: override.ranges },
      });
    await record(ctx, "hours.set", { id: therapistId });
  });
}

type Span = { startsAt: Date; endsAt: Date };

/** Go away: nothing is offered in this span. */
export function planTimeAway(ctx: Ctx, therapistId: string, span: Span): Promise<{ timeAwayId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId();
    await ctx.db.insert(timeAway).values({ id, ...span, practiceId: ctx.practiceId, therapistId });
    await record(ctx, "time_away.planned", { id });
    return { timeAwayId: id };
  });
}

/** Take time away back as if it had never been planned; false when somebody called it off before. */
export function takeBackTimeAway(ctx: Ctx, id: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [removed] = await ctx.db
      .delete(timeAway)
      .where(and(eq(timeAway.practiceId, ctx.practiceId), eq(timeAway.id, id)))
      .returning({ therapistId: timeAway.therapistId });
    if (removed) await record(ctx, "time_away.called_off", { id }, removed);
    return removed !== undefined;
  });
}
