import type Stripe from "stripe";
import type { Decline } from "./charges.ts";
import { anId } from "./ids.ts";
import type { Merchant } from "./merchant.ts";
import { notHere, Refusal } from "./refusal.ts";

export type Draft = {
  amount: number;
  currency: string;
  metadata: Stripe.Metadata;
  allowed_payment_method_types?: string[] | undefined;
  automatic_payment_methods?: Stripe.PaymentIntent.AutomaticPaymentMethods;
  capture_method?: Stripe.PaymentIntent.CaptureMethod | undefined;
  confirmation_method?: Stripe.PaymentIntent.ConfirmationMethod | undefined;
  customer?: string | undefined;
  description?: string | null | undefined;
  excluded_payment_method_types?: string[] | undefined;
  receipt_email?: string | null | undefined;
  setup_future_usage?: Stripe.PaymentIntent.SetupFutureUsage | undefined;
  statement_descriptor?: string | undefined;
  statement_descriptor_suffix?: string | undefined;
  transfer_group?: string | undefined;
};

/** The ways to pay in a currency. Only cards and debits are played; the others are offered and never chosen. */
export function waysToPay(currency: string): string[] {
  return currency === "usd"
    ? ["card", "klarna", "link", "us_bank_account"]
    : ["card", "bancontact", "klarna", "link", "sepa_debit"];
}

/** What of these is left when some are allowed or excluded. */
export function chosen(ways: string[], allowed?: string[], excluded: string[] = []): string[] {
  return (allowed ?? ways).filter((way) => !excluded.includes(way));
}

/** An intent that nothing has been paid of, on its shelf; its event is the caller's to tell. */
export function draft(merchant: Merchant, wish: Draft): Stripe.PaymentIntent {
  const id = anId("pi_3");
  return merchant.shelf("payment-intents").put({
    id,
    object: "payment_intent",
    allowed_payment_method_types: (wish.allowed_payment_method_types ?? null) as null,
    amount: wish.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: wish.automatic_payment_methods ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: wish.capture_method ?? "automatic_async",
    client_secret: `${id}_secret_${anId("", 25)}`,
    confirmation_method: wish.confirmation_method ?? "automatic",
    created: merchant.now,
    currency: wish.currency,
    customer: wish.customer ?? null,
    customer_account: null,
    description: wish.description ?? null,
    excluded_payment_method_types: (wish.excluded_payment_method_types ?? null) as null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: wish.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: chosen(
      waysToPay(wish.currency),
      wish.allowed_payment_method_types,
      wish.excluded_payment_method_types,
    ),
    payment_record: null,
    processing: null,
    receipt_email: wish.receipt_email ?? null,
    review: null,
    setup_future_usage: wish.setup_future_usage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: wish.statement_descriptor ?? null,
    statement_descriptor_suffix: wish.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: wish.transfer_group ?? null,
  });
}

/** The intent named in an address. Refuses one that is not there. */
export function intentFound(merchant: Merchant, id: string): Stripe.PaymentIntent {
  const found = merchant.shelf("payment-intents").find(id);
  if (!found) throw notHere("payment_intent", id, "intent");
  return found;
}

/** Note on the intent that its charge failed, say so, and give the 402 that tells the caller. */
export function declined(
  merchant: Merchant,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  method: Stripe.PaymentMethod,
  { code, decline_code, message }: Decline,
): Refusal {
  const words = { type: "card_error" as const, code, decline_code, message };
  Object.assign(intent, {
    last_payment_error: {
      ...words,
      charge: charge.id,
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`,
      payment_method: structuredClone(method),
    },
    payment_method: null,
    status: "requires_payment_method",
  });
  merchant.tell("payment_intent.payment_failed", intent);
  const payment_intent = structuredClone(intent);
  return new Refusal(402, {
    ...words,
    charge: charge.id,
    payment_intent,
    payment_method: structuredClone(method),
  });
}
