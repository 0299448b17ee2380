import { and, asc, desc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import { events } from "#app/db/schema/audit.ts";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { ledgerEntries, writeOffs } from "#app/db/schema/ledger.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { DAY } from "#app/values/zoned.ts";

/** A reminder may follow another after so many days. */
export const reminderDays = 7;

/** Something that is owed for one session; minor units. */
export type Debt = {
  bookingId: string;
  clientId: string;
  clientName: string;
  therapistName: string;
  amount: number;
  currency: string;
  startsAt: Date;
  isFee: boolean;
};

/** What is owed within a member's reach, or `which` of it, the oldest session first: the books' receivables. */
export async function debtsWithin(ctx: MemberCtx, which?: SQL): Promise<Debt[]> {
  const rows = await ctx.db
    .select({
      bookingId: bookings.id,
      clientId: bookings.clientId,
      clientName: clients.name,
      therapistName: therapists.name,
      amount: sql<number>`sum(${ledgerEntries.amount})::int`,
      currency: bookings.currency,
      startsAt: appointments.startsAt,
      status: bookings.status,
    })
    .from(ledgerEntries)
    .innerJoin(bookings, eq(bookings.id, ledgerEntries.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(and(within(ctx, "money.see", bookings), eq(ledgerEntries.account, "receivable"), which))
    .groupBy(bookings.id, appointments.id, clients.id, therapists.id)
    .having(sql`sum(${ledgerEntries.amount}) > 0`)
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
  return rows.map(({ status, ...debt }) => ({ ...debt, isFee: status !== "attended" }));
}

/** How long something may be open before it is a loose end. */
const looseDays = 14;

/** What has been owed to a therapist for two weeks, the oldest session first; nothing for whoever sees no money of theirs. */
export async function longOpen(ctx: MemberCtx, therapistId: string): Promise<Debt[]> {
  const since = ctx.now().getTime() - looseDays * DAY;
  return debtsWithin(
    ctx,
    and(eq(bookings.therapistId, therapistId), lte(appointments.endsAt, new Date(since))),
  );
}

type Whose = { clientId: string; therapistId: string | null };

/** What a client owes in all, or to one therapist, session by session, and whose of it was the latest; nothing is 0. */
export async function owedBy(ctx: Ctx, { clientId, therapistId }: Whose) {
  const rows = await ctx.db
    .select({
      bookingId: bookings.id,
      therapistId: bookings.therapistId,
      currency: bookings.currency,
      amount: sql<number>`sum(${ledgerEntries.amount})::int`,
    })
    .from(ledgerEntries)
    .innerJoin(bookings, eq(bookings.id, ledgerEntries.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        eq(ledgerEntries.practiceId, ctx.practiceId),
        eq(ledgerEntries.account, "receivable"),
        eq(bookings.clientId, clientId),
        therapistId ? eq(bookings.therapistId, therapistId) : undefined,
      ),
    )
    .groupBy(bookings.id, appointments.id)
    .having(sql`sum(${ledgerEntries.amount}) > 0`)
    .orderBy(desc(appointments.startsAt), desc(bookings.id));
  return {
    amount: rows.reduce((sum, { amount }) => sum + amount, 0),
    currency: rows[0]?.currency ?? null,
    therapistId: rows[0]?.therapistId ?? null,
    each: rows.map(({ bookingId, amount }) => ({ bookingId, amount })),
  };
}

/** When each of these clients was last reminded; one who never was is not there. */
export async function remindedAt(ctx: Ctx, clientIds: readonly string[]): Promise<Map<string, Date>> {
  if (clientIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ clientId: events.subjectId, at: sql<Date>`max(${events.at})`.mapWith(events.at) })
    .from(events)
    .where(
      and(
        eq(events.practiceId, ctx.practiceId),
        eq(events.name, "debt.reminded"),
        inArray(events.subjectId, [...clientIds]),
      ),
    )
    .groupBy(events.subjectId);
  return new Map(rows.map(({ clientId, at }) => [clientId, at]));
}

/** Whether a reminder may go to somebody who was reminded at `last`. */
export function mayRemind(last: Date | undefined, now: Date): boolean {
  return last === undefined || now.getTime() - last.getTime() >= reminderDays * DAY;
}

/** What was given up within a member's reach, the latest first; minor units. */
export function writtenOffWithin(ctx: MemberCtx, count = 20) {
  return ctx.db
    .select({
      bookingId: bookings.id,
      clientName: clients.name,
      amount: writeOffs.amount,
      currency: bookings.currency,
      startsAt: appointments.startsAt,
      at: writeOffs.at,
    })
    .from(writeOffs)
    .innerJoin(bookings, eq(bookings.id, writeOffs.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .where(within(ctx, "money.see", bookings))
    .orderBy(desc(writeOffs.at), desc(writeOffs.id))
    .limit(count);
}
