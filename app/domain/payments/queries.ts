import { and, asc, eq, ne } from "drizzle-orm";
import {
  type PaymentMethod,
  paymentParts,
  payments,
  type RefundStatus,
  type RefundTo,
  refunds,
} from "#app/db/schema/payments.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isInvented } from "#app/domain/ledger/keep.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { owedFor, payableFor } from "#app/domain/ledger/rules.ts";
import { waitingForAPerson } from "./failed-refunds.ts";
import { type Left, leftOfPayments } from "./left.ts";
import { wentBack } from "./went-back.ts";

/** Something that came in for a booking, or went back; minor units. */
export type Movement =
  | { kind: "came"; id: string; amount: number; method: PaymentMethod; at: Date }
  | { kind: "went"; id: string; amount: number; to: RefundTo; at: Date; status?: RefundStatus };

/** How a booking's money stands: what moved, oldest first; what is owed now; what could be paid; what could go back. */
export type Standing = {
  movements: Movement[];
  received: number;
  returned: number;
  owed: number;
  payable: number;
  /** What came in outside Stripe and has not gone back, and what came in by card. */
  byHand: number;
  byCard: number;
  /** What of what went back is still on its way, and what came back from the bank and waits for somebody. */
  underway: number;
  cameBack: number;
};

/** How the money of one booking stands. */
export async function standingOf(ctx: Ctx, { booking }: WholeBooking): Promise<Standing> {
  const money = await moneyOf(ctx, booking);
  const isReal = !(await isInvented(ctx, booking.clientId));
  const came = await ctx.db
    .select({
      id: payments.id,
      amount: paymentParts.amount,
      method: payments.method,
      at: payments.paidAt,
    })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .where(
      and(
        eq(paymentParts.practiceId, ctx.practiceId),
        eq(paymentParts.bookingId, booking.id),
        eq(payments.status, "paid"),
        ne(payments.purpose, "card"),
      ),
    )
    .orderBy(asc(payments.paidAt), asc(payments.id));
  const went = await wentBack(ctx, eq(refunds.bookingId, booking.id));
  const movements: Movement[] = [
    ...came.map(({ at, ...one }) => ({ kind: "came" as const, ...one, at: at ?? booking.changedAt })),
    ...went.map((one) => ({ kind: "went" as const, ...one })),
  ];
  const left = await leftOfPayments(ctx, booking.id);
  const sumOf = (some: Left[]) => some.reduce((sum, { rest }) => sum + rest, 0);
  return {
    movements: movements.sort((one, other) => one.at.getTime() - other.at.getTime()),
    received: money.received,
    returned: money.returned,
    owed: isReal ? owedFor(money) : 0,
    payable: isReal ? payableFor(money) : 0,
    byHand: sumOf(left.filter(({ payment }) => payment.method !== "stripe")),
    byCard: sumOf(left.filter(({ payment }) => payment.method === "stripe")),
    underway: went.reduce((sum, { amount, status }) => sum + (isUnderway(status) ? amount : 0), 0),
    cameBack: await waitingForAPerson(ctx, booking.id),
  };
}

function isUnderway(status: RefundStatus): boolean {
  return status === "asked" || status === "pending";
}

/** The participant who made a payment, where that was not the client themselves. */
export async function payerOf(ctx: Ctx, paymentId: string): Promise<string | null> {
  const [payment] = await ctx.db
    .select({ payerId: payments.payerId })
    .from(payments)
    .where(and(eq(payments.practiceId, ctx.practiceId), eq(payments.id, paymentId)));
  return payment?.payerId ?? null;
}

/** Whether a payment came for a time that was gone and went back at once; a letter of its own told that. */
export async function wasTooLate(ctx: Ctx, paymentId: string): Promise<boolean> {
  const [late] = await ctx.db
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      and(
        eq(refunds.practiceId, ctx.practiceId),
        eq(refunds.paymentId, paymentId),
        eq(refunds.reason, "paid_too_late"),
      ),
    )
    .limit(1);
  return late !== undefined;
}
