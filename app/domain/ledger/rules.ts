import type { BookingStatus, CancelledBy, FeeDecision } from "#app/db/schema/bookings.ts";
import type { Account } from "#app/db/schema/ledger.ts";

/** All that decides what a booking's money is counted as. Amounts are minor units, never negative. */
export type BookingMoney = {
  status: BookingStatus;
  cancelledBy: CancelledBy | null;
  isLate: boolean;
  /** Taken back before it stood, or within the minutes in which it never was. */
  isUndone: boolean;
  feeDecision: FeeDecision | null;
  price: number;
  discount: number;
  lateFeePercent: number;
  refundPercent: number;
  /** What came in for it, credit of the client's own included. */
  received: number;
  /** What went back, to wherever. */
  returned: number;
  writtenOff: number;
  /** Hundredths of a percent contained in the price; null where no tax is charged. */
  taxRate: number | null;
};

/** A share of an amount, half rounded up, once, on the whole (decisions, 20). */
export function shareOf(amount: number, percent: number): number {
  return Math.floor((amount * percent) / 100 + 0.5);
}

/** The tax contained in an amount, at a rate in hundredths of a percent, half rounded up. */
export function taxWithin(amount: number, rate: number | null): number {
  return rate === null ? 0 : Math.floor((amount * rate) / (10_000 + rate) + 0.5);
}

/** What a booking costs whoever comes: the price less what a code took off. */
export function dueOf({ price, discount }: Pick<BookingMoney, "price" | "discount">): number {
  return price - discount;
}

/**
 * What a practice has earned by a booking so far: the price once it was attended, the fee somebody decided to keep, or the
 * share its terms keep of what was paid when it was cancelled in time. Nothing while it is open.
 */
export function earnedBy(booking: BookingMoney): number {
  const due = dueOf(booking);
  if (booking.status === "attended") return due;
  const isFee = booking.status === "no_show" || (booking.status === "cancelled" && booking.isLate);
  if (isFee) return booking.feeDecision === "kept" ? shareOf(due, booking.lateFeePercent) : 0;
  const isInTime = booking.status === "cancelled" && booking.cancelledBy === "client" && !booking.isUndone;
  return isInTime ? booking.received - shareOf(booking.received, booking.refundPercent) : 0;
}

/** What of an amount that went back was earned before, and so is given and not merely returned. */
function givenBack(booking: BookingMoney, earned: number): number {
  return Math.min(earned, Math.max(0, booking.returned - Math.max(0, booking.received - earned)));
}

/** What is still owed for a booking: earned, and neither paid nor given up. */
export function owedFor(booking: BookingMoney): number {
  const earned = earnedBy(booking);
  const owed = earned - givenBack(booking, earned) - booking.writtenOff;
  return Math.max(0, owed - (booking.received - booking.returned));
}

/** What may still be paid for a booking: what is owed, or all of its price while it is ahead or going on. */
export function payableFor(booking: BookingMoney): number {
  const isOpen = booking.status === "confirmed" || booking.status === "held";
  if (!isOpen) return owedFor(booking);
  return Math.max(0, dueOf(booking) - booking.writtenOff - (booking.received - booking.returned));
}

/** What could still go back of what came in for a booking. */
export function returnable({ received, returned }: Pick<BookingMoney, "received" | "returned">): number {
  return Math.max(0, received - returned);
}

/**
 * What came in for a booking and has to go back by itself: all of it where it never stood, what its terms or somebody's
 * decision leave over, what was paid twice. Nothing while a fee is undecided, or while it is for the client to say
 * whether they want money or credit for what the practice called off.
 */
export function dueBack(booking: BookingMoney): number {
  const { status, cancelledBy, isUndone } = booking;
  const net = booking.received - booking.returned;
  const neverStood = status === "expired" || isUndone || cancelledBy === "system";
  if (neverStood) return Math.max(0, net);
  if (status === "cancelled" && cancelledBy === "practice") return 0;
  if (status !== "cancelled" && status !== "no_show") return Math.max(0, net - dueOf(booking));
  return isFeeUndecided(booking) ? 0 : Math.max(0, net - earnedBy(booking));
}

function isFeeUndecided(booking: BookingMoney): boolean {
  const isFee = booking.status === "no_show" || booking.isLate;
  return isFee && booking.feeDecision === null && shareOf(dueOf(booking), booking.lateFeePercent) > 0;
}

/** The accounts a booking's own money stands in, besides those it came in by. */
export const bookingAccounts = [
  "prepayments",
  "receivable",
  "session_revenue",
  "fee_income",
  "tax_payable",
  "discounts",
  "refunds",
  "write_offs",
] as const satisfies readonly Account[];
export type Position = Record<(typeof bookingAccounts)[number], number>;

/**
 * Where a booking's money ought to stand (debit positive). Together with the accounts it came in by it sums to zero: what
 * is not earned is a prepayment, what is earned and not paid a receivable, and revenue is at list price with what came
 * off in accounts of its own (domain, "Ledger").
 */
export function positionOf(booking: BookingMoney): Position {
  const earned = earnedBy(booking);
  const given = givenBack(booking, earned);
  const isAttended = booking.status === "attended";
  const net = booking.received - booking.returned;
  const writtenOff = Math.min(booking.writtenOff, Math.max(0, earned - given - net));
  const left = earned - given - writtenOff - net;
  const tax = taxWithin(earned - given, booking.taxRate);
  const income = tax - (isAttended ? booking.price : earned);
  return {
    prepayments: Math.min(0, left) || 0,
    receivable: Math.max(0, left),
    session_revenue: isAttended ? income || 0 : 0,
    fee_income: isAttended ? 0 : income || 0,
    tax_payable: -tax || 0,
    discounts: isAttended ? booking.discount : 0,
    refunds: given,
    write_offs: writtenOff,
  };
}
