import { and, eq } from "drizzle-orm";
import { paymentParts } from "#app/db/schema/payments.ts";
import { confirmHeld } from "#app/domain/bookings/holds.ts";
import { findBooking, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { retake, retakeOf } from "#app/domain/bookings/retake.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { begunBy, type Payment } from "./begin.ts";
import { creditLeft, giveCredit } from "./give-what-is-due.ts";

/** The booking that a payment or a card is for now; `isTooLate`: its time was lost, and could not be taken again. */
export type Stood = { bookingId: string; isTooLate: boolean };

/**
 * Let what a payment or a card came for stand: the time that is kept, or one that was lost meanwhile and is still free, as a
 * booking of its own. Call it with therapist, booking and payment locked.
 */
export async function letStand(ctx: Ctx, payment: Payment, bookingId: string): Promise<Stood> {
  const lost = await findBooking(ctx, bookingId);
  if (!lost) throw new Error(`Booking ${bookingId} is gone`);
  const { id, status, heldFor } = lost.booking;
  const by = await begunBy(ctx, payment.id);
  if (await confirmHeld(ctx, id, by)) return { bookingId: id, isTooLate: false };
  const neverStood = heldFor !== null && (status === "expired" || status === "cancelled");
  if (!neverStood) return { bookingId: id, isTooLate: false };
  // Whoever let their time go has nothing to do with it any more; whoever was only slow gets the time, if nobody has it.
  const retaken =
    status === "expired" ? ((await retakeOf(ctx, id)) ?? (await takeAgain(ctx, lost, by))) : null;
  if (!retaken) return { bookingId: id, isTooLate: true };
  await ctx.db
    .update(paymentParts)
    .set({ bookingId: retaken })
    .where(and(eq(paymentParts.paymentId, payment.id), eq(paymentParts.bookingId, id)));
  return { bookingId: retaken, isTooLate: false };
}

/** The credit that was put towards a lost time goes back first, so that it can be put towards the same time again. */
async function takeAgain(ctx: Ctx, lost: WholeBooking, by?: string): Promise<string | null> {
  const { booking } = lost;
  const amount = await creditLeft(ctx, booking);
  if (amount > 0) await giveCredit(ctx, { booking, amount, reason: "paid_too_late", paymentId: null });
  return retake(ctx, lost, by);
}
