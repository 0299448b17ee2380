import { and, eq, sql } from "drizzle-orm";
import { ledgerEntries } from "#app/db/schema/ledger.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { post } from "./post.ts";

/** The credit a client has, minor units. */
export async function creditOf(ctx: Ctx, clientId: string): Promise<number> {
  const [books] = await ctx.db
    .select({ sum: sql<number>`coalesce(-sum(${ledgerEntries.amount}), 0)::int` })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.practiceId, ctx.practiceId),
        eq(ledgerEntries.clientId, clientId),
        eq(ledgerEntries.account, "client_credit"),
      ),
    );
  return books?.sum ?? 0;
}

/** The same, kept from everybody else who would spend it until the transaction ends. */
export async function holdCredit(ctx: Ctx, clientId: string): Promise<number> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`credit:${clientId}`}, 0))`);
  return creditOf(ctx, clientId);
}

type Spent = { clientId: string; therapistId: string; bookingId: string; amount: number };

/** Put so much of a client's credit towards a booking. Call it with the credit held. */
export async function spendCredit(ctx: Ctx, { amount, ...about }: Spent): Promise<void> {
  await post(ctx, {
    key: `credit:${about.bookingId}`,
    kind: "credit",
    lines: [
      { account: "client_credit", amount, ...about },
      { account: "prepayments", amount: -amount, ...about },
    ],
  });
}
