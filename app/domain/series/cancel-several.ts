import { and, eq } from "drizzle-orm";
import { series } from "#app/db/schema/series.ts";
import { record } from "#app/domain/audit/record.ts";
import { cancel } from "#app/domain/bookings/cancel.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { canUndo, isLateCancellation } from "#app/domain/bookings/rules.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { keepWords } from "#app/domain/bookings/words.ts";
import { type ClientCtx, type Ctx, inTransaction, isClient, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { bookingsOf, findSeries } from "./queries.ts";
import { datesMeant, type Which } from "./which.ts";

type CancelSeveral = {
  seriesId: string;
  from?: string | undefined;
  which: Which;
  /** What was shown of each date before it was confirmed (`costsSeen`). */
  seen: string;
  /** Why, kept with the first of them, for the practice alone. */
  reason?: string | undefined;
  /** A sentence of the practice's own for the letter. */
  message?: string | undefined;
};

export type CancelSeveralRefusal = "not_here" | "changed_meanwhile" | "nothing_left";

/** Whether cancelling a date at `now` (ms) would be late: whoever cancels it for the practice is never late. */
export function wouldBeLate({ booking, appointment }: WholeBooking, ctx: Ctx): boolean {
  const now = ctx.now().getTime();
  const terms = { ...booking, startsAt: appointment.startsAt.getTime() };
  return isClient(ctx) && !canUndo(booking.bookedAt.getTime(), now) && isLateCancellation(terms, now);
}

/** The dates and what each would cost, as a form carries them there and back. */
export function costsSeen(ctx: Ctx, chosen: readonly WholeBooking[]): string {
  return chosen
    .map((one) => `${one.booking.id}/${one.booking.sequence}${wouldBeLate(one, ctx) ? "/late" : ""}`)
    .join(" ");
}

/**
 * Call several dates of a series off, all or none, each under its own terms; every time is free again, and one letter says
 * so. Refuses: not_here, changed_meanwhile when a date or what it costs is not as it was seen, nothing_left. Pressed
 * twice, it is done once.
 */
export async function cancelSeveral(
  ctx: ClientCtx | MemberCtx,
  wish: CancelSeveral,
): Promise<Result<{ count: number }, CancelSeveralRefusal>> {
  const known = await findSeries(ctx, wish.seriesId);
  if (!known) return refused("not_here");
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, known.therapistId);
    const meant = await datesMeant(ctx, { ...wish, id: wish.seriesId });
    if (!meant) return refused("not_here");
    const { chosen, isWhole, series: found } = meant;
    if (wish.seen !== "" && (await areCancelled(ctx, wish)))
      return done({ count: wish.seen.split(" ").length });
    if (chosen.length === 0) return refused("nothing_left");
    if (costsSeen(ctx, chosen) !== wish.seen) return refused("changed_meanwhile");

    const round = found.sequence + 1;
    const by = isClient(ctx) ? "client" : "practice";
    for (const [nth, { booking }] of chosen.entries()) {
      const reason = nth === 0 ? wish.reason : undefined;
      const one = { bookingId: booking.id, therapistId: known.therapistId, by, reason } as const;
      const off = await cancel(ctx, { ...one, together: { together: found.id, round } });
      if (!off.ok) throw new Error(`A date that stood under the lock was not cancelled: ${off.refusal}`);
      if (nth === 0 && wish.message)
        await keepWords(ctx, { ...booking, sequence: booking.sequence + 1 }, "message", wish.message);
    }
    await ctx.db
      .update(series)
      .set({ sequence: round, ...(isWhole && { endedAt: ctx.now() }) })
      .where(and(eq(series.practiceId, ctx.practiceId), eq(series.id, found.id)));
    await record(ctx, "series.cancelled", { id: found.id, sequence: round }, { count: chosen.length });
    return done({ count: chosen.length });
  });
}

/** Whether exactly what was seen is what was called off a moment ago: the second press of one wish. */
async function areCancelled(ctx: Ctx, { seriesId, seen }: CancelSeveral): Promise<boolean> {
  const all = new Map((await bookingsOf(ctx, { id: seriesId })).map(({ booking }) => [booking.id, booking]));
  return seen.split(" ").every((one) => {
    const [id = "", sequence] = one.split("/");
    const booking = all.get(id);
    return booking?.status === "cancelled" && booking.sequence === Number(sequence) + 1;
  });
}
