import { and, eq, gt } from "drizzle-orm";
import { timeAway } from "#app/db/schema/availability.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { DAY } from "#app/values/zoned.ts";
import { farthestDays } from "./rules.ts";
import { planTimeAway } from "./set-hours.ts";

export type AbsenceRefusal = "ends_before_it_starts" | "over_already" | "too_far";

/**
 * Be away for a while: nothing is offered then, and what is booked stays. Null when the hours are not the member's to
 * change. Refuses: ends_before_it_starts, over_already, too_far (ends more than two years from now).
 */
export function planAbsence(
  ctx: MemberCtx,
  therapistId: string,
  span: { startsAt: Date; endsAt: Date },
): Promise<Result<{ timeAwayId: string }, AbsenceRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await therapistWithin(ctx, "hours.change", therapistId))) return null;
    const now = ctx.now().getTime();
    if (span.endsAt <= span.startsAt) return refused("ends_before_it_starts");
    if (span.endsAt.getTime() <= now) return refused("over_already");
    if (span.endsAt.getTime() > now + farthestDays * DAY) return refused("too_far");
    return done(await planTimeAway(ctx, therapistId, span));
  });
}

/** Call an absence off. Says whose it was; null when there is none in the member's reach that is not over. */
export async function callOffAbsence(ctx: MemberCtx, id: string): Promise<{ therapistId: string } | null> {
  if (!isId(id)) return null;
  return inTransaction(ctx, async (ctx) => {
    const [removed] = await ctx.db
      .delete(timeAway)
      .where(and(within(ctx, "hours.change", timeAway), eq(timeAway.id, id), gt(timeAway.endsAt, ctx.now())))
      .returning({
        therapistId: timeAway.therapistId,
        startsAt: timeAway.startsAt,
        endsAt: timeAway.endsAt,
      });
    if (!removed) return null;
    const { therapistId, startsAt, endsAt } = removed;
    const was = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    await record(ctx, "time_away.called_off", { id }, { therapistId, ...was });
    return { therapistId };
  });
}
