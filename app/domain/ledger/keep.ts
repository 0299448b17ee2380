import { and, eq, inArray, sql } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { ledgerEntries } from "#app/db/schema/ledger.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { moneyOf } from "./money.ts";
import { post } from "./post.ts";
import { bookingAccounts, positionOf } from "./rules.ts";

/**
 * Bring the books of a booking to where its money stands now, whatever became of it: the difference is posted, and
 * nothing when there is none. So a correction corrects itself, and doing it twice is harmless.
 */
export function keepBooks(ctx: Ctx, bookingId: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const [booking] = await ctx.db
      .select()
      .from(bookings)
      .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, bookingId)))
      .for("no key update");
    if (!booking || booking.price === 0 || (await isInvented(ctx, booking.clientId))) return;
    const target = positionOf(await moneyOf(ctx, booking));
    const written = await writtenSoFar(ctx, bookingId);
    const { clientId, therapistId } = booking;
    const lines = bookingAccounts.map((account) => ({
      account,
      amount: target[account] - (written.get(account) ?? 0),
      ...{ clientId, therapistId, bookingId },
    }));
    await post(ctx, { key: `booking:${bookingId}:${newId()}`, kind: "booking", lines });
  });
}

/** Whether a client was made up to practise with. They are wiped one day, and the books keep what was written for good. */
export async function isInvented(ctx: Ctx, clientId: string): Promise<boolean> {
  const [client] = await ctx.db
    .select({ isInvented: clients.isInvented })
    .from(clients)
    .where(and(eq(clients.practiceId, ctx.practiceId), eq(clients.id, clientId)));
  return client?.isInvented ?? false;
}

async function writtenSoFar(ctx: Ctx, bookingId: string): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ account: ledgerEntries.account, sum: sql<number>`sum(${ledgerEntries.amount})::int` })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.practiceId, ctx.practiceId),
        eq(ledgerEntries.bookingId, bookingId),
        inArray(ledgerEntries.account, [...bookingAccounts]),
      ),
    )
    .groupBy(ledgerEntries.account);
  return new Map(rows.map(({ account, sum }) => [account, sum]));
}
