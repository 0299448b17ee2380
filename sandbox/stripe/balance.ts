import type Stripe from "stripe";
import { z } from "zod";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, listing, text } from "./params.ts";
import { notHere } from "./refusal.ts";

const day = 24 * 60 * 60;
/** Calendar days until money from a card can be paid out. */
const daysUntilAvailable = { eur: 3, others: 2 };

type Moved = {
  amount: number;
  currency: string;
  type: Stripe.BalanceTransaction["type"];
  source: string;
  description?: string | null;
  fee?: number;
  feeWords?: string;
  reportedAs?: string;
  availableOn?: number;
};

export const balance: Operations = {
  "GET /v1/balance": operation(z.strictObject(expandable), balanceOf),
  "GET /v1/balance_transactions": operation(
    z.strictObject({
      ...listing,
      currency: text.optional(),
      payout: text.optional(),
      source: text.optional(),
      type: text.optional(),
    }),
    (merchant, { currency, payout, source, type, ...asked }) => {
      const paidOut = payout === undefined ? undefined : new Set(merchant.paidOut.get(payout));
      const all = merchant
        .shelf("balance-transactions")
        .all.filter(
          (one) =>
            (currency === undefined || one.currency === currency) &&
            (source === undefined || one.source === source) &&
            (type === undefined || one.type === type) &&
            (paidOut === undefined || paidOut.has(one.id)),
        );
      return page("/v1/balance_transactions", all, asked);
    },
  ),
  "GET /v1/balance_transactions/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const found = merchant.shelf("balance-transactions").find(id);
    if (!found) throw notHere("balance_transaction", id);
    return found;
  }),
};

/** Move money into or out of the balance. `amount` is negative when it leaves; a fee always leaves. */
export function move(
  merchant: Merchant,
  { amount, currency, type, source, description = null, fee = 0, feeWords, reportedAs, availableOn }: Moved,
): Stripe.BalanceTransaction {
  return merchant.shelf("balance-transactions").put({
    id: anId("txn_1"),
    object: "balance_transaction",
    amount,
    available_on: availableOn ?? merchant.now,
    balance_type: "payments",
    created: merchant.now,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: feeWords ?? "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: reportedAs ?? type,
    source,
    status: "pending",
    type,
  });
}

/** When a card payment made now can be paid out: midnight UTC some days ahead. */
export function availableOn({ now }: Merchant, currency: string): number {
  const days = currency === "eur" ? daysUntilAvailable.eur : daysUntilAvailable.others;
  return (Math.floor(now / day) + days) * day;
}

/** What is there of a currency: ready to be paid out, and still on its way. */
export function standing(merchant: Merchant, currency: string): { available: number; pending: number } {
  let [available, pending] = [0, 0];
  for (const one of merchant.shelf("balance-transactions").all) {
    if (one.currency !== currency) continue;
    if (one.available_on <= merchant.now) available += one.net;
    else pending += one.net;
  }
  return { available, pending };
}

function balanceOf(merchant: Merchant): Stripe.Balance {
  const used = new Set(merchant.shelf("balance-transactions").all.map(({ currency }) => currency));
  const currencies = used.size > 0 ? [...used] : [merchant.currency];
  const amounts = (which: "available" | "pending") =>
    currencies.map((currency) => {
      const amount = standing(merchant, currency)[which];
      return { amount, currency, source_types: { card: amount } };
    });
  return {
    object: "balance",
    available: amounts("available"),
    livemode: false,
    pending: amounts("pending"),
  };
}
