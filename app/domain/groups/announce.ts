import { record } from "#app/domain/audit/record.ts";
import { lockTherapist, releaseStaleHolds, take } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { offeredBy } from "#app/domain/session-types/queries.ts";
import { isOneToOne } from "#app/domain/session-types/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";

/** `startsAt` is epoch milliseconds; `zone` is the clock the time is told by. */
type Announcement = { therapistId: string; typeSlug: string; startsAt: number; zone: string };

type AnnounceRefusal = "not_offered" | "already_over" | "slot_taken";

/**
 * Announce a group session or an event: its time is taken from now on, whether or not anybody books a seat. A therapist
 * may announce outside her hours, never over another appointment. Refuses: not_offered, already_over, slot_taken.
 */
export function announce(
  ctx: Ctx,
  { therapistId, typeSlug, startsAt, zone }: Announcement,
): Promise<Result<{ appointmentId: string; endsAt: number }, AnnounceRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    await releaseStaleHolds(ctx, therapistId);
    const type = (await offeredBy(ctx, therapistId)).find(({ slug }) => slug === typeSlug);
    if (!type || isOneToOne(type)) return refused("not_offered");
    if (startsAt <= ctx.now().getTime()) return refused("already_over");

    const taken = await take(ctx, { therapistId, zone, type, startsAt });
    if (!taken) return refused("slot_taken");
    await record(ctx, "event.announced", { id: taken.appointmentId });
    return done(taken);
  });
}
