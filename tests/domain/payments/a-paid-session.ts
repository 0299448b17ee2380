import { hearAll, minute, triesAt } from "#tests/flows/support/money-actors.ts";
import type { Till } from "#tests/support/a-till.ts";

type Client = Awaited<ReturnType<Till["aClient"]>>;

/** A session of 85 euros that somebody paid by card, and whose minutes to take it back are over. */
export async function aPaidSession(till: Till, startsAt: number, who?: Client) {
  const client = who ?? (await till.aClient());
  const asked = await till.ask(client, startsAt);
  if (!asked.ok) throw new Error(asked.refusal);
  const bookingId = asked.value.id;
  const [first] = await triesAt(till, bookingId);
  if (!first?.session) throw new Error("There is no page to pay on");
  till.vendor.pay(first.session);
  await till.settle(first.id);
  till.clock.advance(10 * minute);
  await till.work();
  return { client, bookingId, startsAt, ...chargeOf(till, first.id) };
}

/** The charge at Stripe of one of our payments. */
export function chargeOf(till: Till, paymentId: string): { paymentId: string; charge: string } {
  const charge = till.vendor.list("charges").find(({ metadata }) => metadata.reference === paymentId);
  if (!charge) throw new Error(`Payment ${paymentId} was never charged`);
  return { paymentId, charge: charge.id };
}

type Asked = { amount?: number; reason?: string };

/** Such a session whose payment the client's bank asks back. */
export async function aDispute(till: Till, startsAt: number, wish: Asked = {}) {
  const paid = await aPaidSession(till, startsAt);
  const made = till.vendor.dispute(paid.charge, wish);
  await hearAll(till);
  await till.work();
  const [row] = await till.rows<{ id: string }>("select id from disputes where stripe_dispute = $1", made.id);
  if (!row) throw new Error(`Dispute ${made.id} was not heard of`);
  return { ...paid, made, id: row.id };
}

/** What the books hold of a payment, by account; minor units, debit positive. */
export async function booksOf(till: Till, paymentId: string): Promise<Record<string, number>> {
  const rows = await till.rows<{ account: string; sum: number }>(
    "select account, sum(amount)::int as sum from ledger_entries where payment_id = $1 group by 1 having sum(amount) <> 0",
    paymentId,
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
}
