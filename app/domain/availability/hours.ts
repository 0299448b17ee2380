import { and, asc, eq, gt, gte } from "drizzle-orm";
import { hourOverrides, timeAway, weeklyHours } from "#app/db/schema/availability.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { hashOf } from "#app/values/token.ts";
import type { DayRange, HourOverride, WeeklyHours } from "./rules.ts";

/** A therapist's week as it stands. `mark` is another as soon as anything in it is. */
export type Week = { hours: WeeklyHours[]; mark: string };

/** The week of a therapist whose hours the member may change, Monday first; empty for any other's. */
export async function weekOf(ctx: MemberCtx, therapistId: string): Promise<Week> {
  const hours = await ctx.db
    .select({
      weekday: weeklyHours.weekday,
      startMinute: weeklyHours.startMinute,
      length: weeklyHours.length,
      zone: weeklyHours.zone,
      from: weeklyHours.fromDate,
      until: weeklyHours.untilDate,
    })
    .from(weeklyHours)
    .where(and(within(ctx, "hours.change", weeklyHours), eq(weeklyHours.therapistId, therapistId)))
    .orderBy(asc(weeklyHours.weekday), asc(weeklyHours.startMinute), asc(weeklyHours.id));
  return { hours, mark: markOf(hours) };
}

function markOf(hours: readonly WeeklyHours[]): string {
  const lines = hours.map((row) =>
    [row.weekday, row.startMinute, row.length, row.zone, row.from, row.until].join(" "),
  );
  return hashOf(lines.sort().join("\n")).toString("base64url").slice(0, 22);
}

/** The dates from `today` on that are worked otherwise, the next one first. */
export function datesAhead(ctx: MemberCtx, therapistId: string, today: string): Promise<HourOverride[]> {
  return ctx.db
    .select({ date: hourOverrides.date, zone: hourOverrides.zone, ranges: hourOverrides.ranges })
    .from(hourOverrides)
    .where(
      and(
        within(ctx, "hours.change", hourOverrides),
        eq(hourOverrides.therapistId, therapistId),
        gte(hourOverrides.date, today),
      ),
    )
    .orderBy(asc(hourOverrides.date));
}

type TimeAway = { id: string; startsAt: Date; endsAt: Date };

/** The absences that are not over, the next one first. */
export function awayAhead(ctx: MemberCtx, therapistId: string): Promise<TimeAway[]> {
  return ctx.db
    .select({ id: timeAway.id, startsAt: timeAway.startsAt, endsAt: timeAway.endsAt })
    .from(timeAway)
    .where(
      and(
        within(ctx, "hours.change", timeAway),
        eq(timeAway.therapistId, therapistId),
        gt(timeAway.endsAt, ctx.now()),
      ),
    )
    .orderBy(asc(timeAway.startsAt), asc(timeAway.id));
}

/** The ranges of each weekday, Monday first. */
export function byWeekday<One extends DayRange>(hours: readonly One[]): One[][] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => hours.filter((row) => row.weekday === weekday));
}
