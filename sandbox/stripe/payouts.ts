import type Stripe from "stripe";
import { z } from "zod";
import { accountOf } from "./accounts.ts";
import { standing } from "./balance.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { knownCurrency } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import { amount, anything, currency, expandable, listing, metadata, text } from "./params.ts";
import { cancelPayout, payOut } from "./payout-life.ts";
import { invalid, notHere } from "./refusal.ts";

const creation = z.strictObject({
  ...expandable,
  amount,
  currency,
  description: text.optional(),
  destination: text.optional(),
  metadata: metadata.optional(),
  method: z.enum(["instant", "standard"]).optional(),
  payout_method: text.optional(),
  source_type: z.enum(["bank_account", "card", "fpx"]).optional(),
  statement_descriptor: text.max(22).optional(),
});

export const payouts: Operations = {
  "POST /v1/payouts": operation(creation, create),
  "GET /v1/payouts": operation(
    z.strictObject({
      ...listing,
      arrival_date: anything,
      destination: text.optional(),
      status: z.enum(["canceled", "failed", "in_transit", "paid", "pending"]).optional(),
    }),
    (merchant, { destination, status, limit, starting_after, ending_before, created }) => {
      const all = merchant
        .shelf("payouts")
        .all.filter(
          (one) =>
            (destination === undefined || one.destination === destination) &&
            (status === undefined || one.status === status),
        );
      return page("/v1/payouts", all, { limit, starting_after, ending_before, created });
    },
  ),
  "GET /v1/payouts/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => found(merchant, id)),
  "POST /v1/payouts/:id/cancel": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const payout = found(merchant, id);
    if (payout.status !== "pending" || payout.automatic)
      throw invalid("Payouts can only be canceled while they are pending.");
    cancelPayout(merchant, payout);
    return payout;
  }),
};

function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.Payout {
  knownCurrency(asked.currency);
  const account = accountOf(merchant);
  if (!account.payouts_enabled)
    throw invalid("Cannot create payouts: this account cannot currently make payouts.", {
      code: "payouts_not_allowed",
    });
  if (standing(merchant, asked.currency).available < asked.amount)
    throw invalid(
      "You have insufficient funds in your Stripe account for this transfer. Your card balance is too low. You can use the the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).",
      { code: "balance_insufficient" },
    );
  const destination = asked.destination ?? account.external_accounts?.data[0]?.id ?? null;
  return payOut(merchant, {
    amount: asked.amount,
    currency: asked.currency,
    automatic: false,
    description: asked.description ?? null,
    metadata: merged(asked.metadata),
    destination,
  });
}

function found(merchant: Merchant, id: string): Stripe.Payout {
  const payout = merchant.shelf("payouts").find(id);
  if (!payout) throw notHere("payout", id, "payout");
  return payout;
}
