import type Stripe from "stripe";
import { anId } from "./ids.ts";
import { within } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { periodEnd } from "./periods.ts";
import { invalid } from "./refusal.ts";

export type RecurringPrice = Stripe.Price & { recurring: Stripe.Price.Recurring };
export type Wanted = { price: RecurringPrice; quantity: number; metadata?: Stripe.Metadata };
export type SubscriptionWish = {
  customer: Stripe.Customer;
  items: readonly Wanted[];
  metadata: Stripe.Metadata;
  description?: string | null | undefined;
  trialEnd?: number | null;
  method?: string | null;
  whenCardIsMissing?: "cancel" | "create_invoice" | "pause";
};

/** A price that comes again every period. Refuses one that is paid once. */
export function recurringOf(price: Stripe.Price, param: string): RecurringPrice {
  if (!price.recurring)
    throw invalid(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      { param },
    );
  return { ...price, recurring: price.recurring };
}

/** A subscription that begins now, with every field Stripe tells of one; it is for its life to begin. */
export function aSubscription(merchant: Merchant, wish: SubscriptionWish): Stripe.Subscription {
  const { now } = merchant;
  const id = anId("sub_1");
  const trialEnd = wish.trialEnd ?? null;
  const [first] = wish.items;
  if (!first) throw invalid("A subscription needs at least one item.", { param: "items" });
  const end = trialEnd ?? periodEnd(now, now, first.price.recurring);
  const items = wish.items.map((item) => anItem(merchant, id, item, end));
  return merchant.shelf("subscriptions").put({
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: "classic" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: now,
    currency: first.price.currency,
    customer: wish.customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: wish.method ?? null,
    default_source: null,
    default_tax_rates: [],
    description: wish.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: within(`/v1/subscription_items?subscription=${id}`, items),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: wish.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: trialEnd === null ? "incomplete" : "trialing",
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: wish.whenCardIsMissing ?? "create_invoice",
      },
    },
    trial_start: trialEnd === null ? null : now,
  });
}

/** An item of a subscription whose running period ends at `end`. */
export function anItem(
  { now }: Merchant,
  subscription: string,
  { price, quantity, metadata = {} }: Wanted,
  end: number,
): Stripe.SubscriptionItem {
  return {
    id: anId("si_", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: now,
    current_period_end: end,
    current_period_start: now,
    current_trial: null,
    discounts: [],
    metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription,
    tax_rates: [],
  };
}

/** A price as it was called before there were prices; items still tell it. */
export function planOf(price: RecurringPrice): Stripe.Plan {
  const { active, billing_scheme, created, currency, id, livemode, metadata, nickname, recurring } = price;
  return {
    id,
    object: "plan",
    active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme,
    created,
    currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode,
    metadata,
    meter: null,
    nickname,
    product: price.product as string,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  };
}
