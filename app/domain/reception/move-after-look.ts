import { record } from "#app/domain/audit/record.ts";
import { move } from "#app/domain/bookings/move.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { MoveRefusal } from "#app/domain/bookings/rules.ts";
import { lookLive } from "#app/domain/calendar/look.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";

/**
 * `move`, after a look into the therapist's own calendar: a client's new time is asked for there as a new booking's is, before
 * anything is locked. Refuses as `move` does, slot_taken also where the calendar says so.
 */
export async function moveAfterLook(
  ctx: Ctx,
  world: World,
  { booking, appointment }: WholeBooking,
  startsAt: number,
): Promise<Result<{ token: string; sequence: number }, MoveRefusal | "slot_taken">> {
  const { id: bookingId, therapistId, sequence, appointmentId: except } = booking;
  const minutes = appointment.endsAt.getTime() - appointment.startsAt.getTime();
  const look = await lookLive(ctx, world, { therapistId, startsAt, endsAt: startsAt + minutes, except });
  if (look === "busy") return refused("slot_taken");
  return inTransaction(ctx, async (ctx) => {
    const moved = await move(ctx, { bookingId, therapistId, sequence, startsAt });
    if (moved.ok && look === "unseen" && moved.value.sequence !== sequence)
      await record(ctx, "booking.taken_unseen", { id: bookingId, sequence: moved.value.sequence });
    return moved;
  });
}
