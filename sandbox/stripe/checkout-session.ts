import type Stripe from "stripe";
import type { SessionWish } from "./checkout-params.ts";
import { expiryOf } from "./checkout-rules.ts";
import { anId } from "./ids.ts";
import { chosen, waysToPay } from "./intents.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";

export type Totals = { subtotal: number; discount: number; currency: string };

/** A session just opened, with every field Stripe tells of one. */
export function anOpenSession(
  merchant: Merchant,
  wish: SessionWish,
  customer: Stripe.Customer | null,
  totals: Totals | null,
): Stripe.Checkout.Session {
  const id = anId(`cs_test_${"a"}`, 57);
  const hosted = (wish.ui_mode ?? "hosted_page") === "hosted_page";
  const total = totals && totals.subtotal - totals.discount;
  return {
    id,
    object: "checkout.session",
    adaptive_pricing:
      wish.mode === "setup" ? null : { enabled: wish.adaptive_pricing?.enabled ?? wish.mode === "payment" },
    after_expiration: recoveryOf(wish),
    allow_promotion_codes: wish.allow_promotion_codes ?? null,
    allowed_payment_method_types: (wish.allowed_payment_method_types ?? null) as null,
    amount_subtotal: totals?.subtotal ?? null,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: wish.billing_address_collection ?? null,
    cancel_url: wish.cancel_url ?? null,
    client_reference_id: wish.client_reference_id ?? null,
    client_secret: hosted ? null : `${id}_secret_${anId("", 40)}`,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: merchant.now,
    currency: totals?.currency ?? wish.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: customer?.id ?? null,
    customer_account: null,
    customer_creation: customer ? null : (wish.customer_creation ?? defaultCreation(wish.mode)),
    customer_details: detailsOf(customer, wish.customer_email ?? null),
    customer_email: wish.customer_email ?? null,
    discounts: wish.mode === "setup" ? null : [],
    excluded_payment_method_types: wish.excluded_payment_method_types ?? [],
    expires_at: expiryOf(wish, merchant.now),
    integration_identifier: wish.integration_identifier ?? null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: (wish.locale ?? null) as Stripe.Checkout.Session.Locale | null,
    managed_payments: null,
    metadata: merged(wish.metadata),
    mode: wish.mode,
    origin_context: wish.origin_context ?? null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: wish.payment_method_collection ?? "always",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: waysOf(wish, totals?.currency ?? wish.currency ?? merchant.currency),
    payment_status: wish.mode === "setup" || total === 0 ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: wish.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    saved_payment_method_options: savedOf(wish, customer),
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: wish.submit_type ?? null,
    subscription: null,
    success_url: wish.success_url ?? null,
    total_details: totals && { amount_discount: totals.discount, amount_shipping: 0, amount_tax: 0 },
    ui_mode: wish.ui_mode ?? "hosted_page",
    url: hosted ? `${merchant.cause?.origin}/stripe/checkout/${id}` : null,
    wallet_options: wish.wallet_options?.link
      ? { link: { display: wish.wallet_options.link.display ?? "auto" } }
      : null,
  };
}

/** What Stripe knows of who pays. */
export function detailsOf(
  customer: Stripe.Customer | null,
  email: string | null,
): Stripe.Checkout.Session.CustomerDetails | null {
  if (!customer && email === null) return null;
  return {
    address: null,
    business_name: null,
    email: customer?.email ?? email,
    individual_name: null,
    name: customer?.name ?? null,
    phone: customer?.phone ?? null,
    tax_exempt: "none",
    tax_ids: null,
  };
}

function waysOf(wish: SessionWish, currency: string): string[] {
  const all = wish.mode === "payment" ? waysToPay(currency) : waysToPay(currency).filter(canBeSaved);
  const ways = chosen(all, wish.allowed_payment_method_types, wish.excluded_payment_method_types);
  return ways.filter((way) => way !== "link" || wish.wallet_options?.link?.display !== "never");
}

function canBeSaved(way: string): boolean {
  return ["card", "link", "sepa_debit", "us_bank_account"].includes(way);
}

function defaultCreation(mode: SessionWish["mode"]): "always" | "if_required" {
  return mode === "payment" ? "if_required" : "always";
}

function savedOf(
  { mode, saved_payment_method_options: asked }: SessionWish,
  customer: Stripe.Customer | null,
) {
  if (!customer || mode === "setup") return null;
  return {
    allow_redisplay_filters: asked?.allow_redisplay_filters ?? ["always" as const],
    payment_method_remove: asked?.payment_method_remove ?? null,
    payment_method_save: asked?.payment_method_save ?? null,
  };
}

function recoveryOf({
  after_expiration: asked,
}: SessionWish): Stripe.Checkout.Session.AfterExpiration | null {
  if (!asked?.recovery) return null;
  const { allow_promotion_codes = false, enabled } = asked.recovery;
  return { recovery: { allow_promotion_codes, enabled, expires_at: null, url: null } };
}
