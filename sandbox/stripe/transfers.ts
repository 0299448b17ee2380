import type Stripe from "stripe";
import { z } from "zod";
import { accountOf } from "./accounts.ts";
import { standing } from "./balance.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { knownCurrency, written } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import { amount, currency, expandable, flag, listing, metadata, paging, text } from "./params.ts";
import { invalid, missing, noSuch, notHere } from "./refusal.ts";
import { reverse, transfer } from "./transfer-life.ts";

const creation = z.strictObject({
  ...expandable,
  amount: amount.optional(),
  currency,
  description: text.optional(),
  destination: text,
  metadata: metadata.optional(),
  source_transaction: text.optional(),
  source_type: z.enum(["bank_account", "card", "fpx"]).optional(),
  transfer_group: text.optional(),
});
const reversal = z.strictObject({
  ...expandable,
  amount: amount.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  refund_application_fee: flag.optional(),
});

export const transfers: Operations = {
  "POST /v1/transfers": operation(creation, create),
  "GET /v1/transfers": operation(
    z.strictObject({ ...listing, destination: text.optional(), transfer_group: text.optional() }),
    (merchant, { destination, transfer_group: group, ...asked }) => {
      const all = merchant
        .shelf("transfers")
        .all.filter(
          (one) =>
            (destination === undefined || one.destination === destination) &&
            (group === undefined || one.transfer_group === group),
        );
      return page("/v1/transfers", all, asked);
    },
  ),
  "GET /v1/transfers/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    found(merchant, id),
  ),
  "POST /v1/transfers/:id": operation(
    z.strictObject({ ...expandable, description: text.optional(), metadata: metadata.optional() }),
    (merchant, asked, id) => {
      const one = found(merchant, id);
      one.metadata = merged(asked.metadata, one.metadata);
      if (asked.description !== undefined) one.description = asked.description;
      merchant.tell("transfer.updated", one);
      return one;
    },
  ),
  "GET /v1/transfers/:id/reversals": operation(z.strictObject(paging), (merchant, asked, id) =>
    page(`/v1/transfers/${id}/reversals`, found(merchant, id).reversals.data.toReversed(), asked),
  ),
  "POST /v1/transfers/:id/reversals": operation(reversal, (merchant, asked, id) =>
    takeBack(merchant, found(merchant, id), asked),
  ),
};

function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.Transfer {
  knownCurrency(asked.currency);
  const destination = merchant.connected.get(asked.destination);
  if (!destination) throw noSuch("destination", asked.destination, "destination");
  if (accountOf(destination).capabilities?.transfers !== "active")
    throw invalid(
      "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
      { code: "insufficient_capabilities_for_transfer" },
    );
  const source = asked.source_transaction === undefined ? null : sourceOf(merchant, asked.source_transaction);
  const sum = asked.amount ?? source?.amount;
  if (sum === undefined) throw missing("amount");
  if (source) checkSource(merchant, source, sum, asked.currency);
  else if (standing(merchant, asked.currency).available < sum)
    throw invalid(
      "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
      { code: "balance_insufficient" },
    );
  return transfer(merchant, destination, {
    amount: sum,
    currency: asked.currency,
    description: asked.description ?? null,
    metadata: merged(asked.metadata),
    source,
    group:
      asked.transfer_group ?? source?.transfer_group ?? (source ? `group_${source.payment_intent}` : null),
  });
}

function sourceOf(merchant: Merchant, id: string): Stripe.Charge {
  const charge = merchant.shelf("charges").find(id);
  if (!charge) throw noSuch("charge", id, "source_transaction");
  if (charge.status !== "succeeded")
    throw invalid(
      `The charge ${id} has a status of ${charge.status} and cannot be the source of a transfer.`,
      {
        param: "source_transaction",
      },
    );
  return charge;
}

function checkSource(merchant: Merchant, source: Stripe.Charge, sum: number, code: string): void {
  if (source.currency !== code)
    throw invalid(
      `The currency of source_transaction's balance transaction (${source.currency}) must be the same as the transfer currency (${code})`,
      { param: "currency" },
    );
  const given = merchant
    .shelf("transfers")
    .all.filter((one) => one.source_transaction === source.id)
    .reduce((all, one) => all + one.amount - one.amount_reversed, 0);
  if (given + sum > source.amount)
    throw invalid(
      `Transfers using this transaction as a source must not exceed the source amount of ${written(source.amount, code)}. (Note: There may be other transfers using this transaction as a source.)`,
      { param: "amount" },
    );
}

function takeBack(
  merchant: Merchant,
  one: Stripe.Transfer,
  asked: z.infer<typeof reversal>,
): Stripe.TransferReversal {
  const left = one.amount - one.amount_reversed;
  const sum = asked.amount ?? left;
  if (left === 0) throw invalid(`Transfer ${one.id} is already fully reversed.`);
  if (sum > left)
    throw invalid(
      `Transfer reversal amount (${written(sum, one.currency)}) is greater than unreversed amount on transfer (${written(left, one.currency)})`,
      { param: "amount" },
    );
  const destination = merchant.connected.get(String(one.destination));
  if (!destination) throw noSuch("destination", String(one.destination), "transfer");
  const { available, pending } = standing(destination, one.currency);
  if (available + pending < sum)
    throw invalid("Insufficient funds in Stripe account. The connected account's balance is too low.", {
      code: "balance_insufficient",
    });
  return reverse(merchant, destination, one, sum, merged(asked.metadata));
}

function found(merchant: Merchant, id: string): Stripe.Transfer {
  const one = merchant.shelf("transfers").find(id);
  if (!one) throw notHere("transfer", id, "transfer");
  return one;
}
