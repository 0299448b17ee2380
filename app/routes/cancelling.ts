import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { canUndo, isLateCancellation, lateFee, moveRefusal } from "#app/domain/bookings/rules.ts";
import { formatMoney } from "#app/values/money.ts";
import { byTheClock } from "./terms-in-words.ts";

/** What cancelling would mean at `now` (ms): whether it is late, and the fee that would be kept then. */
export function costOfCancelling({ booking, appointment, practice }: WholeBooking, now: number) {
  const terms = { ...booking, startsAt: appointment.startsAt.getTime() };
  const isJustBooked = canUndo(booking.bookedAt.getTime(), now);
  const amount = lateFee(booking);
  return {
    isJustBooked,
    isLate: !isJustBooked && isLateCancellation(terms, now),
    fee: amount === 0 ? null : formatMoney({ amount, currency: booking.currency }, practice.locale),
    window: byTheClock(booking.termsWindow),
    movedLate: booking.movedLate,
    canMove: moveRefusal(terms, now) === null,
    writeTo: practice.email,
  };
}

export type CostOfCancelling = ReturnType<typeof costOfCancelling>;
