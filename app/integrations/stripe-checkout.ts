import type Stripe from "stripe";
import type { CheckoutWish } from "#app/world.ts";

/** All that Stripe is told of what is paid for. */
const what = "Appointment";

/** Ways to pay by which the money comes days later, or is lent: a time cannot wait for them. */
const tooSlow = [
  "acss_debit",
  "affirm",
  "afterpay_clearpay",
  "alma",
  "au_becs_debit",
  "bacs_debit",
  "billie",
  "boleto",
  "customer_balance",
  "klarna",
  "konbini",
  "multibanco",
  "nz_bank_account",
  "oxxo",
  "pay_by_bank",
  "sepa_debit",
  "sofort",
  "us_bank_account",
  "zip",
] as const satisfies Stripe.Checkout.SessionCreateParams.ExcludedPaymentMethodType[];

/**
 * The one set of parameters every checkout is opened with (domain, "Money"): our customer and our amount, no conversion, no
 * Link, no letter to whoever left, no receipt of Stripe's own. The same wish gives the same parameters, as its key wants.
 */
export function checkoutParams(wish: CheckoutWish): Stripe.Checkout.SessionCreateParams {
  const { reference, customer, amount, expiresAt, returnUrl, cancelUrl } = wish;
  const metadata = { reference };
  const currency = wish.currency.toLowerCase();
  const shared = {
    customer,
    client_reference_id: reference,
    metadata,
    success_url: returnUrl,
    cancel_url: cancelUrl,
    expires_at: Math.floor(expiresAt.getTime() / 1000),
    locale: nearest(wish.locale),
    wallet_options: { link: { display: "never" as const } },
  };
  if (amount === null) {
    const setup = { description: what, metadata };
    return {
      ...shared,
      mode: "setup",
      currency,
      setup_intent_data: setup,
      excluded_payment_method_types: [...tooSlow],
    };
  }
  return {
    ...shared,
    mode: "payment",
    line_items: [
      { quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: what } } },
    ],
    payment_intent_data: { description: what, metadata },
    excluded_payment_method_types: [...tooSlow],
    adaptive_pricing: { enabled: false },
    after_expiration: { recovery: { enabled: false } },
    saved_payment_method_options: { payment_method_save: "disabled" },
    submit_type: "pay",
  };
}

const spoken =
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  );

/** The nearest to a practice's locale that Stripe's page speaks; "auto" is the browser's own. */
function nearest(locale: string): Stripe.Checkout.SessionCreateParams.Locale {
  const { language, region } = new Intl.Locale(locale);
  const said = [`${language}-${region}`, language].find((one) => spoken.includes(one)) ?? "auto";
  return said as Stripe.Checkout.SessionCreateParams.Locale;
}
