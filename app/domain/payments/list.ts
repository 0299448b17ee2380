import { and, asc, eq, gte, lt, ne, type SQL, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { paymentParts, payments, refunds } from "#app/db/schema/payments.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Movement } from "./queries.ts";

type Span = { from: Date; until: Date };

/** Something that moved for one session, with whose session it was; minor units. */
export type Moved = Movement & {
  paymentId: string | null;
  bookingId: string;
  currency: string;
  clientName: string;
  therapistName: string;
  startsAt: Date;
};

/** Money that moved from an instant until before another within a member's reach, in order. Credit is none, and is left out. */
export function movedDuring(ctx: MemberCtx, { from, until }: Span): Promise<Moved[]> {
  return movedWhere(ctx, {
    came: and(gte(payments.paidAt, from), lt(payments.paidAt, until)),
    went: and(gte(refunds.askedAt, from), lt(refunds.askedAt, until)),
  });
}

/** Money that ever moved for a client's sessions within a member's reach, in order. */
export function movedForClient(ctx: MemberCtx, clientId: string): Promise<Moved[]> {
  const theirs = eq(bookings.clientId, clientId);
  return movedWhere(ctx, { came: theirs, went: theirs });
}

type Which = { came: SQL | undefined; went: SQL | undefined };

async function movedWhere(ctx: MemberCtx, which: Which): Promise<Moved[]> {
  const about = {
    bookingId: bookings.id,
    currency: bookings.currency,
    clientName: clients.name,
    therapistName: therapists.name,
    startsAt: appointments.startsAt,
  };
  const came = await ctx.db
    .select({
      ...about,
      id: payments.id,
      paymentId: payments.id,
      amount: paymentParts.amount,
      method: payments.method,
      at: sql<Date>`${payments.paidAt}`.mapWith(payments.createdAt),
    })
    .from(paymentParts)
    .innerJoin(payments, eq(payments.id, paymentParts.paymentId))
    .innerJoin(bookings, eq(bookings.id, paymentParts.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(
      and(
        within(ctx, "money.see", bookings),
        eq(payments.status, "paid"),
        ne(payments.purpose, "card"),
        which.came,
      ),
    )
    .orderBy(asc(payments.paidAt), asc(payments.id));
  const went = await ctx.db
    .select({
      ...about,
      id: refunds.id,
      paymentId: refunds.paymentId,
      amount: refunds.amount,
      to: refunds.goesTo,
      at: refunds.askedAt,
    })
    .from(refunds)
    .innerJoin(bookings, eq(bookings.id, refunds.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(
      and(
        within(ctx, "money.see", bookings),
        ne(refunds.status, "failed"),
        ne(refunds.goesTo, "credit"),
        which.went,
      ),
    )
    .orderBy(asc(refunds.askedAt), asc(refunds.id));
  const all: Moved[] = [
    ...came.map((one) => ({ kind: "came" as const, ...one })),
    ...went.map((one) => ({ kind: "went" as const, ...one })),
  ];
  return all.sort((one, other) => one.at.getTime() - other.at.getTime());
}
