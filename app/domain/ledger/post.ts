import { type Account, ledgerEntries, ledgerTransactions } from "#app/db/schema/ledger.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";

/** One line: minor units, debit positive. */
export type Line = { account: Account; amount: number };

type About = {
  clientId?: string | undefined;
  therapistId?: string | undefined;
  bookingId?: string | undefined;
  paymentId?: string | undefined;
};

export type Posting = { key: string; kind: string; lines: (Line & About)[] };

/**
 * Write a transaction into the books, in the caller's own. The same key is written once: true when it was now. Throws
 * when it does not sum to zero; Postgres refuses it too (ledger_sums_to_zero).
 */
export async function post(ctx: Ctx, { key, kind, lines }: Posting): Promise<boolean> {
  const said = lines.filter(({ amount }) => amount !== 0);
  if (said.reduce((sum, { amount }) => sum + amount, 0) !== 0)
    throw new Error(`The books would not balance: ${kind} ${key}`);
  if (said.length === 0) return false;
  const id = newId();
  const { practiceId } = ctx;
  const written = await ctx.db
    .insert(ledgerTransactions)
    .values({ id, practiceId, key, kind, at: ctx.now() })
    .onConflictDoNothing()
    .returning({ id: ledgerTransactions.id });
  if (written.length === 0) return false;
  await ctx.db.insert(ledgerEntries).values(said.map((line) => ({ ...line, practiceId, transactionId: id })));
  return true;
}
