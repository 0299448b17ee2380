import { and, asc, desc, eq, gt, ne, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { ledgerEntries } from "#app/db/schema/ledger.ts";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { own } from "#app/domain/clients/own.ts";
import { maySeeMoney } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { moneyOf } from "#app/domain/ledger/money.ts";
import { payableFor } from "#app/domain/ledger/rules.ts";
import type { Movement } from "./queries.ts";

/** A session something is owed for; minor units. */
export type Owed = {
  bookingId: string;
  clientId: string;
  amount: number;
  currency: string;
  startsAt: Date;
  isFee: boolean;
};

/** What moved for a session of a signed-in person's own; `paymentId` is what came in, or what it went back from. */
export type OwnMovement = Movement & { currency: string; startsAt: Date; paymentId: string | null };

/** What a signed-in person owes, the oldest session first: the books' receivables of clients whose money is theirs to see. */
export async function ownDebts(ctx: ClientCtx): Promise<Owed[]> {
  const amount = sql<number>`sum(${ledgerEntries.amount})::int`;
  const rows = await ctx.db
    .select({
      bookingId: bookings.id,
      clientId: bookings.clientId,
      amount,
      currency: bookings.currency,
      startsAt: appointments.startsAt,
      status: bookings.status,
    })
    .from(ledgerEntries)
    .innerJoin(bookings, eq(bookings.id, ledgerEntries.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(and(own(ctx, maySeeMoney, bookings), eq(ledgerEntries.account, "receivable")))
    .groupBy(bookings.id, appointments.id)
    .having(sql`sum(${ledgerEntries.amount}) > 0`)
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
  return rows.map(({ status, ...owed }) => ({ ...owed, isFee: status !== "attended" }));
}

/** What a signed-in person paid and got back, the latest first. */
export async function ownMovements(ctx: ClientCtx): Promise<OwnMovement[]> {
  const came = await ctx.db
    .select({
      id: payments.id,
      paymentId: payments.id,
      amount: paymentParts.amount,
      method: payments.method,
      at: sql<Date>`${payments.paidAt}`.mapWith(payments.createdAt),
      currency: payments.currency,
      startsAt: appointments.startsAt,
    })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .innerJoin(bookings, eq(bookings.id, paymentParts.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(and(own(ctx, maySeeMoney, bookings), eq(payments.status, "paid"), ne(payments.purpose, "card")))
    .orderBy(desc(payments.paidAt), desc(payments.id));
  const went = await ctx.db
    .select({
      id: refunds.id,
      paymentId: refunds.paymentId,
      amount: refunds.amount,
      to: refunds.goesTo,
      at: refunds.askedAt,
      status: refunds.status,
      currency: refunds.currency,
      startsAt: appointments.startsAt,
    })
    .from(refunds)
    .innerJoin(bookings, eq(bookings.id, refunds.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(and(own(ctx, maySeeMoney, bookings), ne(refunds.status, "failed")))
    .orderBy(desc(refunds.askedAt), desc(refunds.id));
  const all: OwnMovement[] = [
    ...came.map((one) => ({ kind: "came" as const, ...one })),
    ...went.map((one) => ({ kind: "went" as const, ...one })),
  ];
  return all.sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** A session ahead that is booked and not paid for yet; minor units. */
export type Unpaid = {
  bookingId: string;
  clientId: string;
  amount: number;
  currency: string;
  startsAt: Date;
};

/** What lies ahead of a signed-in person, or goes on now, and could be paid already, the soonest first. */
export async function ownUnpaidAhead(ctx: ClientCtx): Promise<Unpaid[]> {
  const rows = await ctx.db
    .select({ booking: bookings, startsAt: appointments.startsAt })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        own(ctx, maySeeMoney, bookings),
        gt(bookings.price, 0),
        eq(bookings.status, "confirmed"),
        eq(bookings.chargeWhen, "at_booking"),
        gt(appointments.endsAt, ctx.now()),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
  const unpaid: Unpaid[] = [];
  for (const { booking, startsAt } of rows) {
    const { id: bookingId, clientId, currency } = booking;
    const amount = payableFor(await moneyOf(ctx, booking));
    if (amount > 0) unpaid.push({ bookingId, clientId, amount, currency, startsAt });
  }
  return unpaid;
}
