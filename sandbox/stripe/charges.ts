import type Stripe from "stripe";
import { z } from "zod";
import { availableOn, move } from "./balance.ts";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { feeOf } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, listing, text } from "./params.ts";
import { notHere } from "./refusal.ts";

export const charges: Operations = {
  "GET /v1/charges": operation(
    z.strictObject({
      ...listing,
      customer: text.optional(),
      payment_intent: text.optional(),
      transfer_group: text.optional(),
    }),
    (merchant, { customer, payment_intent: intent, transfer_group: group, ...asked }) => {
      const all = merchant
        .shelf("charges")
        .all.filter(
          (one) =>
            (customer === undefined || one.customer === customer) &&
            (intent === undefined || one.payment_intent === intent) &&
            (group === undefined || one.transfer_group === group),
        );
      return page("/v1/charges", all, asked);
    },
  ),
  "GET /v1/charges/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const found = merchant.shelf("charges").find(id);
    if (!found) throw notHere("charge", id);
    return found;
  }),
};

export type Decline = { code: string; decline_code: string; message: string };

/** What a bank says of a card it does not pay. Source: https://docs.stripe.com/declines/codes */
export const declines = {
  declined: { code: "card_declined", decline_code: "generic_decline", message: "Your card was declined." },
  authentication: {
    code: "authentication_required",
    decline_code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
  },
  debitFailed: {
    code: "payment_intent_payment_attempt_failed",
    decline_code: "generic_decline",
    message: "The payment failed.",
  },
} as const satisfies Record<string, Decline>;

/** One try to take the money of an intent: it waits, until it is taken or refused. */
export function tryCharge(
  merchant: Merchant,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.Charge {
  const charge: Stripe.Charge = {
    id: anId("ch_3"),
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { ...method.billing_details },
    calculated_statement_descriptor: descriptorOf(intent),
    captured: false,
    created: merchant.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(method, intent.amount),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: "pending",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  intent.latest_charge = charge.id;
  return merchant.shelf("charges").put(charge);
}

/** The money is there: it stands in the balance, less Stripe's fee. */
export function take(merchant: Merchant, charge: Stripe.Charge): void {
  const { amount, currency, description, id } = charge;
  const moved = move(merchant, {
    amount,
    currency,
    description,
    type: "charge",
    source: id,
    fee: feeOf(amount, currency),
    availableOn: availableOn(merchant, currency),
  });
  Object.assign(charge, {
    amount_captured: amount,
    balance_transaction: moved.id,
    captured: true,
    outcome: outcomeOf("approved_by_network", "authorized", null, "Payment complete."),
    paid: true,
    receipt_url: `https://pay.stripe.com/receipts/${id}`,
    status: "succeeded",
  } satisfies Partial<Stripe.Charge>);
  merchant.tell("charge.succeeded", charge);
}

/** The bank says no. */
export function refuse(
  merchant: Merchant,
  charge: Stripe.Charge,
  { code, decline_code, message }: Decline,
): void {
  const words = "The bank did not return any further details with this decline.";
  Object.assign(charge, {
    failure_code: code,
    failure_message: message,
    outcome: outcomeOf("declined_by_network", "issuer_declined", decline_code, words),
    status: "failed",
  } satisfies Partial<Stripe.Charge>);
  merchant.tell("charge.failed", charge);
}

function outcomeOf(
  network_status: string,
  type: "authorized" | "issuer_declined",
  reason: string | null,
  seller_message: string,
): Stripe.Charge.Outcome {
  const normal = { risk_level: "normal", risk_score: 20 };
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null };
  return { ...none, ...normal, network_status, reason, seller_message, type };
}

function descriptorOf({ statement_descriptor_suffix: suffix }: Stripe.PaymentIntent): string {
  return suffix ? `SANDBOX* ${suffix}`.toUpperCase().slice(0, 22) : "SANDBOX";
}

function detailsOf(method: Stripe.PaymentMethod, amount: number): Stripe.Charge.PaymentMethodDetails {
  if (method.sepa_debit) {
    const { bank_code, branch_code, country, fingerprint, last4 } = method.sepa_debit;
    const sepa_debit = { bank_code, branch_code, country, fingerprint, last4, mandate: null };
    return { type: "sepa_debit", sepa_debit };
  }
  if (method.us_bank_account) {
    const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } =
      method.us_bank_account;
    const account = { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number };
    return { type: "us_bank_account", us_bank_account: { ...account, payment_reference: null } };
  }
  const { brand = null, checks = null, country = null, exp_month = 12, exp_year = 2030 } = method.card ?? {};
  const { fingerprint = null, funding = null, last4 = null } = method.card ?? {};
  return {
    type: "card",
    card: {
      amount_authorized: amount,
      authorization_code: anId("", 6).toUpperCase(),
      brand,
      checks,
      country,
      electronic_commerce_indicator: null,
      exp_month,
      exp_year,
      fingerprint,
      funding,
      installments: null,
      last4,
      mandate: null,
      network: brand,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
