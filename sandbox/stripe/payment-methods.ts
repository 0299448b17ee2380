import type Stripe from "stripe";
import { z } from "zod";
import { customerFound, customerOf } from "./customers.ts";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, paging, text } from "./params.ts";
import { invalid, noSuch, notHere } from "./refusal.ts";

/** What a card will do when it is charged later, without its owner. */
export type CardKind = "ok" | "declines-later" | "needs-authentication";

/** The ends of Stripe's own test cards for each. Source: https://docs.stripe.com/testing */
const endings = { ok: "4242", "declines-later": "0341", "needs-authentication": "3184" } as const;

/** Stripe's ready-made payment methods; each use makes one of its own. */
const readyMade: Record<string, CardKind> = {
  pm_card_visa: "ok",
  pm_card_chargeCustomerFail: "declines-later",
  pm_card_authenticationRequired: "needs-authentication",
};

const reuse =
  "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.";

export const paymentMethods: Operations = {
  "GET /v1/customers/:id/payment_methods": operation(
    z.strictObject({ ...paging, type: text.optional(), allow_redisplay: text.optional() }),
    (merchant, { type, allow_redisplay, ...asked }, id) => {
      if (!customerFound(merchant, id)) throw notHere("customer", id, "customer");
      const all = merchant
        .shelf("payment-methods")
        .all.filter(
          (one) =>
            one.customer === id &&
            (type === undefined || one.type === type) &&
            (allow_redisplay === undefined || one.allow_redisplay === allow_redisplay),
        );
      return page(`/v1/customers/${id}/payment_methods`, all, asked);
    },
  ),
  "GET /v1/payment_methods/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const found = merchant.shelf("payment-methods").find(id);
    if (!found) throw notHere("PaymentMethod", id, "payment_method");
    return found;
  }),
  "POST /v1/payment_methods/:id/attach": operation(
    z.strictObject({ ...expandable, customer: text }),
    (merchant, { customer }, id) => {
      const method = methodOf(merchant, id, "payment_method");
      customerOf(merchant, customer);
      if (method.customer !== null && method.customer !== customer)
        throw invalid("The payment method you provided has already been attached to a customer.");
      if (spent.has(method)) throw invalid(reuse);
      return attach(merchant, method, customer);
    },
  ),
  "POST /v1/payment_methods/:id/detach": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const method = merchant.shelf("payment-methods").find(id);
    if (!method) throw notHere("PaymentMethod", id, "payment_method");
    if (method.customer === null)
      throw invalid(
        "The payment method you provided is not attached to a customer so detachment is impossible.",
      );
    return detach(merchant, method);
  }),
};

/** Payment methods that cannot be used any more: used once without a customer, or taken from theirs. */
const spent = new WeakSet<Stripe.PaymentMethod>();

/** It was used without a customer: once is all. */
export function spend(method: Stripe.PaymentMethod): void {
  if (method.customer === null) spent.add(method);
}

/** The payment method named in a parameter, made on the spot for one of Stripe's ready-made ones. */
export function methodOf(merchant: Merchant, id: string, param = "payment_method"): Stripe.PaymentMethod {
  const kind = readyMade[id];
  const found = kind ? makeCard(merchant, kind, null) : merchant.shelf("payment-methods").find(id);
  if (!found) throw noSuch("PaymentMethod", id, param);
  return found;
}

/** Refuses a payment method that may not be charged for this customer, or for nobody in particular. */
export function mayUse(method: Stripe.PaymentMethod, customer: string | null): void {
  if (method.customer !== null && customer === null) {
    const message = `The PaymentMethod ${method.id} belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`;
    throw invalid(message, { code: "resource_missing", param: "payment_method" });
  }
  if (method.customer !== null && customer !== null) mustBelong(method, customer, "payment_method");
  if (method.customer === null && spent.has(method))
    throw invalid(reuse, { code: "payment_method_unexpected_state", param: "payment_method" });
}

/** Refuses a payment method that is not this customer's: what is charged again and again has to be. */
export function mustBelong(method: Stripe.PaymentMethod, customer: string, param: string): void {
  if (method.customer === customer) return;
  const message = `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`;
  throw invalid(message, { code: "resource_missing", param });
}

/** What the card does when it is charged without its owner. */
export function kindOf(method: Stripe.PaymentMethod): CardKind {
  const found = Object.entries(endings).find(([, last4]) => last4 === method.card?.last4);
  return (found?.[0] ?? "ok") as CardKind;
}

export function attach(
  merchant: Merchant,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  if (method.customer === customer) return method;
  method.customer = customer;
  merchant.tell("payment_method.attached", method);
  return method;
}

export function detach(merchant: Merchant, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const { customer } = method;
  method.customer = null;
  spent.add(method);
  const owner = merchant.shelf("customers").find(String(customer));
  if (owner?.invoice_settings.default_payment_method === method.id)
    owner.invoice_settings.default_payment_method = null;
  merchant.tell("payment_method.detached", method, { customer });
  return method;
}

export function makeCard(
  merchant: Merchant,
  kind: CardKind,
  owner: Stripe.Customer | null,
): Stripe.PaymentMethod {
  const last4 = endings[kind];
  return keep(merchant, owner, {
    type: "card",
    card: {
      brand: "visa",
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
      country: "US",
      display_brand: "visa",
      exp_month: 12,
      exp_year: new Date(merchant.now * 1000).getUTCFullYear() + 4,
      fingerprint: `sandbox${last4}`,
      funding: "credit",
      generated_from: null,
      last4,
      networks: { available: ["visa"], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  });
}

/** An account that pays by debit, which takes days: a SEPA one for euros, an American one for dollars. */
export function makeDebit(
  merchant: Merchant,
  type: "sepa_debit" | "us_bank_account",
  owner: Stripe.Customer | null,
): Stripe.PaymentMethod {
  const sepa_debit = {
    bank_code: "19043",
    branch_code: "",
    country: "AT",
    fingerprint: "sandbox3201",
    generated_from: null,
    last4: "3201",
  };
  const us_bank_account = {
    account_holder_type: "individual" as const,
    account_type: "checking" as const,
    bank_name: "STRIPE TEST BANK",
    financial_connections_account: null,
    fingerprint: "sandbox6789",
    last4: "6789",
    networks: null,
    routing_number: "110000000",
    status_details: null,
  };
  return keep(merchant, owner, type === "sepa_debit" ? { type, sepa_debit } : { type, us_bank_account });
}

function keep(
  merchant: Merchant,
  owner: Stripe.Customer | null,
  what: Pick<Stripe.PaymentMethod, "type" | "card" | "sepa_debit" | "us_bank_account">,
): Stripe.PaymentMethod {
  const { email = null, name = null, phone = null } = owner ?? {};
  return merchant.shelf("payment-methods").put({
    id: anId("pm_1"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: { address: null, email, name: name ?? null, phone: phone ?? null, tax_id: null },
    created: merchant.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    ...what,
  });
}
