import { and, eq, inArray } from "drizzle-orm";
import { bookings, type CancelledBy } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { letGoOfHeld } from "./holds.ts";
import { findToChange } from "./queries.ts";
import { canUndo, isLateCancellation, waysInto } from "./rules.ts";
import { giveBack, lockTherapist } from "./take.ts";
import type { Together } from "./together.ts";
import { keepWords } from "./words.ts";

export type CancelRefusal = "already_over" | "already_cancelled";
type Cancellation = {
  bookingId: string;
  therapistId: string;
  by: CancelledBy;
  reason?: string | undefined;
  /** What tells of it together with others, in place of a letter of its own. */
  together?: Together | undefined;
};

/**
 * Call a booking off and give its time back. Late when outside its terms, unless it is undone within three minutes or
 * the practice does it, or it was only asked for yet. Refuses: already_over once the session began, already_cancelled.
 */
export function cancel(
  ctx: Ctx,
  { bookingId, therapistId, by, reason, together }: Cancellation,
): Promise<Result<{ isLate: boolean }, CancelRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    const found = await findToChange(ctx, bookingId);
    if (!found) return refused("already_cancelled");
    const { booking, appointment } = found;
    const now = ctx.now();
    if (appointment.startsAt <= now) return refused("already_over");
    // What is only on offer is nobody's to cancel: the waiting list takes it back.
    if (booking.status === "held" && booking.heldFor === "offer") return refused("already_cancelled");

    // A time that was only kept while somebody paid was never booked: it is given back, and costs nothing.
    if (by === "client" && (await letGoOfHeld(ctx, booking, by))) return done({ isLate: false });

    const terms = { ...booking, startsAt: appointment.startsAt.getTime() };
    const isUndone = by === "client" && canUndo(booking.bookedAt.getTime(), now.getTime());
    const wasAsked = booking.status === "requested";
    const isLate = by === "client" && !isUndone && !wasAsked && isLateCancellation(terms, now.getTime());
    const [cancelled] = await ctx.db
      .update(bookings)
      .set({ status: "cancelled", cancelledBy: by, isLate, sequence: booking.sequence + 1, changedAt: now })
      .where(
        and(
          eq(bookings.practiceId, ctx.practiceId),
          eq(bookings.id, bookingId),
          eq(bookings.sequence, booking.sequence),
          inArray(bookings.status, waysInto("cancelled")),
        ),
      )
      .returning({ id: bookings.id, sequence: bookings.sequence });
    if (!cancelled) return refused("already_cancelled");
    await giveBack(ctx, [booking.appointmentId]);
    if (reason) await keepWords(ctx, booking, "cancel_reason", reason);
    await record(ctx, "booking.cancelled", cancelled, {
      by,
      late: isLate,
      undone: isUndone && !wasAsked,
      asked: wasAsked,
      ...together,
    });
    await keepBooks(ctx, bookingId);
    return done({ isLate });
  });
}
