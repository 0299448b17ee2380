import { and, eq, gt, lt } from "drizzle-orm";
import { hourOverrides, timeAway, weeklyHours } from "#app/db/schema/availability.ts";
import { hoursWorked } from "#app/domain/availability/lay-out.ts";
import type { WeeklyHours } from "#app/domain/availability/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Interval } from "#app/values/interval.ts";
import { DAY } from "#app/values/zoned.ts";
import { afterWorking } from "./working-hours.ts";

const looksAhead = 14 * DAY;

/** When to tell again of a form nobody has seen to: after four hours of the therapist's own work. */
export async function nextTelling(ctx: Ctx, therapistId: string, from: Date): Promise<Date> {
  const [start, end] = [from.getTime(), from.getTime() + looksAhead];
  const of = (rows: typeof weeklyHours | typeof hourOverrides | typeof timeAway) =>
    and(eq(rows.practiceId, ctx.practiceId), eq(rows.therapistId, therapistId));
  // One after the other: it is part of a transaction, and a connection answers one question at a time.
  const hours = await ctx.db.select().from(weeklyHours).where(of(weeklyHours));
  const overrides = await ctx.db.select().from(hourOverrides).where(of(hourOverrides));
  const away = await ctx.db
    .select()
    .from(timeAway)
    .where(and(of(timeAway), gt(timeAway.endsAt, from), lt(timeAway.startsAt, new Date(end))));
  const worked = hoursWorked({ hours: hours.map(asHours), overrides }, start, end);
  const gone: Interval[] = away.map(({ startsAt, endsAt }) => ({ from: +startsAt, until: +endsAt }));
  return new Date(afterWorking(worked, gone, start));
}

function asHours({ fromDate, untilDate, ...row }: typeof weeklyHours.$inferSelect): WeeklyHours {
  const { weekday, startMinute, length, zone } = row;
  return {
    weekday,
    startMinute,
    length,
    zone,
    from: fromDate ?? undefined,
    until: untilDate ?? undefined,
  } as WeeklyHours;
}
