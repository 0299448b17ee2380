import { notifications } from "#app/db/schema/notifications.ts";
import { eventAt } from "#app/domain/audit/queries.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import type { World } from "#app/world.ts";

/** Tell the therapist inside the house that a call was booked. */
export function notifyTherapistBooked(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  return notify(ctx, subject, "booking.confirmed");
}

/** Tell the therapist inside the house that a call was moved. */
export function notifyTherapistMoved(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  return notify(ctx, subject, "booking.moved");
}

/** Tell the therapist inside the house that a call was cancelled. */
export function notifyTherapistCancelled(ctx: Ctx, _world: World, subject: Subject): Promise<void> {
  return notify(ctx, subject, "booking.cancelled");
}

type Kind = "booking.confirmed" | "booking.moved" | "booking.cancelled";

/** Nobody is told news of what they did themselves, nor of each date of what is told together. */
async function notify(ctx: Ctx, { subjectId, sequence }: Subject, kind: Kind): Promise<void> {
  const found = await findBooking(ctx, subjectId);
  if (!found) return;
  const { userId } = await accountOf(ctx, found.booking.therapistId);
  const event = await eventAt(ctx, kind, { id: subjectId, sequence });
  if (event?.actor === `member:${userId}` || event?.detail.together !== undefined) return;
  await ctx.db
    .insert(notifications)
    .values({ practiceId: ctx.practiceId, userId, kind, subjectId, sequence, createdAt: ctx.now() })
    .onConflictDoNothing();
}
