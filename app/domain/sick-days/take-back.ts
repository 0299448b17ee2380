import { and, eq, isNull } from "drizzle-orm";
import { sickDays } from "#app/db/schema/sick-days.ts";
import { record } from "#app/domain/audit/record.ts";
import { takeBackTimeAway } from "#app/domain/availability/set-hours.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { sickDayWithin } from "./queries.ts";

/**
 * Take a sick day back before its letters go: the hours are open again, every booking is as it was, nobody was told. Null
 * when it is not theirs; taken back before, it stays so. Refuses: carried_out once the letters went.
 */
export async function takeBack(
  ctx: MemberCtx,
  sickDayId: string,
): Promise<Result<{ therapistId: string }, "carried_out"> | null> {
  const seen = await sickDayWithin(ctx, sickDayId);
  if (!seen) return null;
  const { therapistId } = seen;
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    const [undone] = await ctx.db
      .update(sickDays)
      .set({ undoneAt: ctx.now(), keyRing: null, keyWrapped: null, sealed: null })
      .where(
        and(
          eq(sickDays.practiceId, ctx.practiceId),
          eq(sickDays.id, sickDayId),
          isNull(sickDays.undoneAt),
          isNull(sickDays.carriedOutAt),
        ),
      )
      .returning({ timeAwayId: sickDays.timeAwayId });
    if (!undone) {
      const now = await sickDayWithin(ctx, sickDayId);
      return now?.carriedOutAt ? refused("carried_out") : done({ therapistId });
    }
    if (undone.timeAwayId) await takeBackTimeAway(ctx, undone.timeAwayId);
    await record(ctx, "sick_day.undone", { id: sickDayId }, { therapistId });
    return done({ therapistId });
  });
}
