import { bookInstead, type InsteadRefusal } from "#app/domain/bookings/book-instead.ts";
import { findToChange } from "#app/domain/bookings/queries.ts";
import { lockTherapist } from "#app/domain/bookings/take.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { noteTaken } from "#app/domain/sick-days/settle.ts";
import { done, type Result, refused } from "#app/values/result.ts";

/** `token` opens the private page of the booking taken just now; null when it was taken before. `isAsked`: it waits for a yes. */
type Taken = { bookingId: string; token: string | null; isAsked: boolean };

/**
 * Take another time in place of one a sick day called off, once: whoever presses again is shown what they took. Through
 * here, because this is the only door to a booking. Refuses: not_here when no sick day called it off, and as `bookInstead`.
 */
export function takeAnother(
  ctx: Ctx,
  { bookingId, startsAt }: { bookingId: string; startsAt: number },
): Promise<Result<Taken, InsteadRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const lost = await findToChange(ctx, bookingId);
    if (!lost) return refused("not_here");
    await lockTherapist(ctx, lost.booking.therapistId);
    const suggested = await suggestedFor(ctx, bookingId);
    if (!suggested) return refused("not_here");
    const { takenBookingId, wasAsked: isAsked } = suggested;
    if (takenBookingId) return done({ bookingId: takenBookingId, token: null, isAsked });
    const booked = await bookInstead(ctx, { bookingId, startsAt, wasAsked: isAsked });
    if (!booked.ok) return booked;
    const { id, token } = booked.value;
    await noteTaken(ctx, { sickDayId: suggested.sickDayId, bookingId }, id);
    return done({ bookingId: id, token, isAsked });
  });
}
