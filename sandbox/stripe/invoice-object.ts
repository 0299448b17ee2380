import type Stripe from "stripe";
import { takenOff } from "./discounts.ts";
import { anId } from "./ids.ts";
import { within } from "./lists.ts";
import type { Merchant } from "./merchant.ts";

type Period = { start: number; end: number };
/** Something an invoice asks for. `item` is the subscription's item it comes from, if it comes from one. */
export type Charged = {
  price: Stripe.Price;
  quantity: number;
  amount: number;
  period: Period;
  item?: string;
  isProration?: boolean;
  description?: string;
};
export type InvoiceWish = {
  subscription: Stripe.Subscription;
  reason: Stripe.Invoice.BillingReason;
  charged: readonly Charged[];
  period: Period;
};

/** A draft of an invoice, with every field Stripe tells of one, its discounts taken off. */
export function anInvoice(
  merchant: Merchant,
  { subscription, reason, charged, period }: InvoiceWish,
): Stripe.Invoice {
  const id = anId("in_1");
  const customer = merchant.shelf("customers").find(String(subscription.customer));
  const discounts = runningDiscounts(merchant, subscription);
  const lines = linesOf(id, subscription, charged, discounts);
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const off = lines.flatMap((line) => line.discount_amounts ?? []);
  const total = Math.max(0, subtotal - off.reduce((sum, { amount }) => sum + amount, 0));
  return merchant.shelf("invoices").put({
    id,
    object: "invoice",
    account_country: merchant.currency === "usd" ? "US" : "PT",
    account_name: null,
    account_tax_ids: null,
    amount_due: total,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: total,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: reason,
    collection_method: "charge_automatically",
    created: merchant.now,
    currency: subscription.currency,
    custom_fields: null,
    customer: subscription.customer as string,
    customer_account: null,
    customer_address: null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: discounts.map((one) => one.id),
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: within(`/v1/invoices/${id}/lines`, lines),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
      type: "subscription_details",
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: period.end,
    period_start: period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: null,
    total,
    total_discount_amounts: summed(off),
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  });
}

/** The subscription an invoice is for. */
export function subscriptionOf(merchant: Merchant, invoice: Stripe.Invoice): Stripe.Subscription | undefined {
  return merchant.shelf("subscriptions").find(String(invoice.parent?.subscription_details?.subscription));
}

function linesOf(
  invoice: string,
  subscription: Stripe.Subscription,
  charged: readonly Charged[],
  discounts: readonly { id: string; coupon: Stripe.Coupon }[],
): Stripe.InvoiceLineItem[] {
  const things = charged.map(({ price, amount, isProration }) => ({
    product: String(price.product),
    amount: isProration ? 0 : amount,
  }));
  const [discount] = discounts;
  const shares = discount ? takenOff(discount.coupon, things) : [];
  return charged.map((one, place) => {
    const share = shares[place] ?? 0;
    return {
      id: anId("il_1"),
      object: "line_item",
      amount: one.amount,
      currency: one.price.currency,
      description: one.description ?? null,
      discount_amounts: discount && share > 0 ? [{ amount: share, discount: discount.id }] : [],
      discountable: !one.isProration,
      discounts: [],
      invoice,
      livemode: false,
      metadata: {},
      parent: parentOf(subscription.id, one),
      period: one.period,
      pretax_credit_amounts: [],
      pricing: {
        price_details: { price: one.price.id, product: String(one.price.product) },
        type: "price_details",
        unit_amount_decimal: one.price.unit_amount_decimal,
      },
      quantity: one.quantity,
      quantity_decimal: String(one.quantity) as unknown as Stripe.InvoiceLineItem["quantity_decimal"],
      subscription: subscription.id,
      subtotal: one.amount,
      taxes: [],
    };
  });
}

function parentOf(
  subscription: string,
  { item, isProration = false }: Charged,
): Stripe.InvoiceLineItem.Parent {
  if (item !== undefined)
    return {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: isProration,
        proration_details: null,
        subscription,
        subscription_item: item,
      },
      type: "subscription_item_details",
    };
  return {
    invoice_item_details: {
      invoice_item: anId("ii_1"),
      proration: false,
      proration_details: null,
      subscription,
    },
    subscription_item_details: null,
    type: "invoice_item_details",
  };
}

/** The discounts that still run. One that was for once is over after the first invoice it was on. */
function runningDiscounts(merchant: Merchant, subscription: Stripe.Subscription) {
  return subscription.discounts.flatMap((id) => {
    const discount = merchant.shelf("discounts").find(String(id));
    const coupon = merchant.shelf("coupons").find(String(discount?.source.coupon));
    const isOver = discount?.end !== null && (discount?.end ?? 0) <= merchant.now;
    return discount && coupon && !isOver ? [{ id: discount.id, coupon }] : [];
  });
}

function summed(off: readonly Stripe.InvoiceLineItem.DiscountAmount[]): Stripe.Invoice.TotalDiscountAmount[] {
  const sums = new Map<string, number>();
  for (const { amount, discount } of off)
    sums.set(String(discount), (sums.get(String(discount)) ?? 0) + amount);
  return [...sums].map(([discount, amount]) => ({ amount, discount }));
}
