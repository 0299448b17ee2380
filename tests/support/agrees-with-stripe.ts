import type { Till } from "./a-till.ts";

/**
 * What of invariants 3 and 4 does not hold between our rows and Stripe's own: a sentence for each. To be asked when
 * all work is done and no refund waits.
 */
export async function disagreements(till: Pick<Till, "vendor" | "rows">): Promise<string[]> {
  const { vendor, rows } = till;
  const wrong: string[] = [];
  const ours = await rows<Ours>(
    `select id, status, purpose, amount, is_off_session as off, stripe_session as session, stripe_intent as intent from payments
     where method = 'stripe'`,
  );
  const refunds = await rows<{ payment: string; sum: number }>(
    "select payment_id as payment, sum(amount)::int as sum from refunds where goes_to = 'card' and status <> 'failed' group by 1",
  );
  for (const { id, status, purpose, amount, off } of ours) {
    if (purpose === "card") continue;
    const charges = vendor
      .list("charges")
      .filter(({ metadata, status }) => metadata.reference === id && status === "succeeded");
    const isPaid = charges.length > 0;
    if (charges.length > 1) wrong.push(`Payment ${id} was charged ${charges.length} times`);
    if (isPaid !== (status === "paid"))
      wrong.push(`Payment ${id} is ${status}, Stripe ${isPaid ? "was paid" : "was not"}`);
    const [charge] = charges;
    if (charge && charge.amount !== amount)
      wrong.push(`Payment ${id} is ${amount}, Stripe took ${charge.amount}`);
    const back = refunds.find(({ payment }) => payment === id)?.sum ?? 0;
    const theirs = (charge?.amount_refunded ?? 0) || 0;
    if (back !== theirs)
      wrong.push(
        `Of payment ${id} (${off ? "off session" : "a page"}) ${back} went back, at Stripe ${theirs}`,
      );
  }
  const [books] = await rows<{ sum: number }>(
    "select coalesce(sum(amount), 0)::int as sum from ledger_entries where account = 'stripe_balance'",
  );
  const balance = vendor.list("balance-transactions").reduce((sum, { net }) => sum + net, 0);
  if (books?.sum !== balance) wrong.push(`The books say Stripe holds ${books?.sum}, Stripe says ${balance}`);
  return wrong;
}

type Ours = { id: string; status: string; purpose: string; amount: number; off: boolean };
