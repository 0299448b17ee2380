import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { type Account, ledgerEntries } from "#app/db/schema/ledger.ts";
import type { PaymentMethod, RefundTo } from "#app/db/schema/payments.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { movedDuring } from "#app/domain/payments/list.ts";
import { within } from "#app/domain/practices/reach.ts";

/** Income at list price, what came off it, and the tax in it: together what was earned, tax included. */
const earnings: Account[] = ["session_revenue", "fee_income", "discounts", "tax_payable", "refunds"];

/** The sums of a time; minor units, none below zero but `earned` after corrections. */
export type MoneySums = {
  came: Partial<Record<PaymentMethod, number>>;
  went: Partial<Record<RefundTo, number>>;
  /** By the sessions of that time: attended ones, and fees that were kept, less what was given back of them. */
  earned: number;
  /** Of the sessions of that time, what is still to be paid now. */
  open: number;
};

/**
 * What came in and went back from an instant until before another, and what its sessions earned and still owe; for a
 * therapist of her own sessions.
 */
export async function moneyDuring(ctx: MemberCtx, span: { from: Date; until: Date }): Promise<MoneySums> {
  const moved = await movedDuring(ctx, span);
  const came: MoneySums["came"] = {};
  const went: MoneySums["went"] = {};
  for (const one of moved) {
    if (one.kind === "came") came[one.method] = (came[one.method] ?? 0) + one.amount;
    else went[one.to] = (went[one.to] ?? 0) + one.amount;
  }
  const accounts = await booked(ctx, span);
  return { came, went, earned: -sumOf(accounts, earnings) || 0, open: sumOf(accounts, ["receivable"]) };
}

function sumOf(accounts: ReadonlyMap<string, number>, names: readonly Account[]): number {
  return names.reduce((sum, name) => sum + (accounts.get(name) ?? 0), 0);
}

/** What the books hold, account by account, of the sessions that began in a time. */
async function booked(ctx: MemberCtx, { from, until }: { from: Date; until: Date }) {
  const rows = await ctx.db
    .select({ account: ledgerEntries.account, sum: sql<number>`sum(${ledgerEntries.amount})::int` })
    .from(ledgerEntries)
    .innerJoin(bookings, eq(bookings.id, ledgerEntries.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        within(ctx, "money.see", bookings),
        inArray(ledgerEntries.account, [...earnings, "receivable"]),
        gte(appointments.startsAt, from),
        lt(appointments.startsAt, until),
      ),
    )
    .groupBy(ledgerEntries.account);
  return new Map<string, number>(rows.map(({ account, sum }) => [account, sum]));
}
