import { and, eq, gt, gte, isNull, lte } from "drizzle-orm";
import { timeAway } from "#app/db/schema/availability.ts";
import { sickDayBookings, sickDays } from "#app/db/schema/sick-days.ts";
import { record } from "#app/domain/audit/record.ts";
import { planTimeAway } from "#app/domain/availability/set-hours.ts";
import { undoMinutes } from "#app/domain/bookings/rules.ts";
import { standingBetween } from "#app/domain/bookings/standing-between.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { newId } from "#app/values/ids.ts";
import type { Interval } from "#app/values/interval.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type HoursRefusal, seenAs, sickHours, type Until } from "./rules.ts";

type Press = {
  until: Until;
  /** What was seen to be touched (`seenAs`). */
  seen: string;
  /** A sentence of one's own for the letters. */
  message?: string | undefined;
};

export type PressRefusal = HoursRefusal | "changed_meanwhile";

/**
 * "I'm ill today": away at once, so that nothing new is booked; the bookings in it are fixed as they were seen, and
 * three minutes later called off by a job. Pressed twice, even at once, it is one sick day. Null when the diary is not
 * theirs to change. Refuses: over_already, too_far, changed_meanwhile when what it touches is no longer what was seen.
 */
export function fallIll(
  ctx: MemberCtx,
  therapistId: string,
  { until, seen, message }: Press,
): Promise<Result<{ sickDayId: string }, PressRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    const therapist = await therapistWithin(ctx, "diary.change", therapistId);
    if (!therapist) return null;
    await lockTherapist(ctx, therapistId);
    const hours = sickHours(until, { zone: therapist.zone, now: ctx.now().getTime() });
    if (typeof hours === "string") return refused(hours);
    const before = await sickDayOver(ctx, therapistId, hours);
    if (before) return done({ sickDayId: before });
    const touched = await standingBetween(ctx, { therapistId, ...hours });
    if (seenAs(touched) !== seen) return refused("changed_meanwhile");

    const sickDayId = newId();
    const { practiceId } = ctx;
    const span = { startsAt: new Date(hours.from), endsAt: new Date(hours.until) };
    const { timeAwayId } = await planTimeAway(ctx, therapistId, span);
    await ctx.db.insert(sickDays).values({
      id: sickDayId,
      ...{ practiceId, therapistId, ...span, timeAwayId },
      pressedBy: ctx.actor.userId,
      pressedAt: ctx.now(),
      ...(message && sealedFor(ctx, sickDayId, message)),
    });
    if (touched.length > 0)
      await ctx.db.insert(sickDayBookings).values(
        touched.map(({ id: bookingId, status, sequence }) => ({
          ...{ practiceId, sickDayId, bookingId, status, sequence },
        })),
      );
    const later = { carry_out_sick_day: undoMinutes * 60 };
    const about = { id: sickDayId, sequence: 0 };
    await record(ctx, "sick_day.pressed", about, { therapistId, touched: touched.length }, later);
    return done({ sickDayId });
  });
}

/** A sick day that covers these hours and still keeps them free; null once it was taken back or its hours opened again. */
async function sickDayOver(ctx: Ctx, therapistId: string, { from, until }: Interval): Promise<string | null> {
  const [found] = await ctx.db
    .select({ id: sickDays.id })
    .from(sickDays)
    .innerJoin(timeAway, eq(timeAway.id, sickDays.timeAwayId))
    .where(
      and(
        eq(sickDays.practiceId, ctx.practiceId),
        eq(sickDays.therapistId, therapistId),
        isNull(sickDays.undoneAt),
        lte(sickDays.startsAt, new Date(from)),
        gte(sickDays.endsAt, new Date(until)),
        gt(sickDays.endsAt, ctx.now()),
      ),
    )
    .limit(1);
  return found?.id ?? null;
}

/** Words that wait for their letters are sealed with a key of their own, for they belong to no one client yet. */
function sealedFor(ctx: Ctx, id: string, message: string) {
  const key = ctx.vault.newKey();
  const sealed = ctx.vault.seal(key, { row: id, column: "sick_days.sealed" }, message);
  return { keyRing: key.ring, keyWrapped: key.wrapped, sealed };
}
