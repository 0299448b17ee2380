import type Stripe from "stripe";
import { move } from "./balance.ts";
import { anId } from "./ids.ts";
import { within } from "./lists.ts";
import type { Merchant } from "./merchant.ts";

type Wish = {
  amount: number;
  currency: string;
  description: string | null;
  metadata: Stripe.Metadata;
  source: Stripe.Charge | null;
  group: string | null;
};

/**
 * Money goes from the platform's balance to a connected account's. One that has a charge as its source is available
 * there when the charge's money is.
 */
export function transfer(merchant: Merchant, destination: Merchant, wish: Wish): Stripe.Transfer {
  const id = anId("tr_1");
  const { amount, currency, source } = wish;
  const from = merchant.shelf("balance-transactions").find(String(source?.balance_transaction));
  const availableOn = Math.max(from?.available_on ?? merchant.now, merchant.now);
  const moved = move(merchant, { amount: -amount, currency, type: "transfer", source: id, availableOn });
  const payment = paymentOf(destination, { ...wish, transfer: id });
  payment.balance_transaction = move(destination, {
    amount,
    currency,
    type: "payment",
    source: payment.id,
    reportedAs: "transfer",
    availableOn,
  }).id;
  const made: Stripe.Transfer = {
    id,
    object: "transfer",
    amount,
    amount_reversed: 0,
    balance_transaction: moved.id,
    created: merchant.now,
    currency,
    description: wish.description,
    destination: destination.id,
    destination_payment: payment.id,
    livemode: false,
    metadata: wish.metadata,
    reversals: within(`/v1/transfers/${id}/reversals`, []),
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: "card",
    transfer_group: wish.group,
  };
  if (source && source.transfer_group === null) source.transfer_group = wish.group;
  merchant.shelf("transfers").put(made);
  merchant.tell("transfer.created", made);
  return made;
}

/** Part of a transfer comes back. */
export function reverse(
  merchant: Merchant,
  destination: Merchant,
  made: Stripe.Transfer,
  amount: number,
  metadata: Stripe.Metadata,
): Stripe.TransferReversal {
  const id = anId("trr_1");
  const { currency } = made;
  const back = anId("pyr_1");
  const reversal: Stripe.TransferReversal = {
    id,
    object: "transfer_reversal",
    amount,
    balance_transaction: move(merchant, { amount, currency, type: "transfer_refund", source: id }).id,
    created: merchant.now,
    currency,
    destination_payment_refund: back,
    metadata,
    source_refund: null,
    transfer: made.id,
  };
  const payment = destination.shelf("charges").find(String(made.destination_payment));
  const available = destination.shelf("balance-transactions").find(String(payment?.balance_transaction));
  // What has not become available yet is taken from what has not.
  const availableOn = Math.max(available?.available_on ?? 0, destination.now);
  move(destination, { amount: -amount, currency, type: "payment_refund", source: back, availableOn });
  if (payment) {
    payment.amount_refunded += amount;
    payment.refunded = payment.amount_refunded === payment.amount;
  }
  made.amount_reversed += amount;
  made.reversed = made.amount_reversed === made.amount;
  made.reversals.data.unshift(reversal);
  merchant.shelf("transfer-reversals").put(reversal);
  merchant.tell("transfer.reversed", made);
  return reversal;
}

/** What the connected account has of a transfer: a payment from its platform. */
function paymentOf(destination: Merchant, wish: Wish & { transfer: string }): Stripe.Charge {
  return destination.shelf("charges").put({
    id: anId("py_1"),
    object: "charge",
    amount: wish.amount,
    amount_captured: wish.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: true,
    created: destination.now,
    currency: wish.currency,
    customer: null,
    description: wish.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: wish.transfer,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "succeeded",
    transfer_data: null,
    transfer_group: wish.group,
  });
}
