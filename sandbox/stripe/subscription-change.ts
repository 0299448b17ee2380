import type Stripe from "stripe";
import { granted, makeDiscount } from "./discounts.ts";
import { finalize, open } from "./invoice-life.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { methodOf, mustBelong } from "./payment-methods.ts";
import { makePrice } from "./prices.ts";
import { addPending, prorated, takePending } from "./prorations.ts";
import { invalid, missing, noSuch } from "./refusal.ts";
import { activate, change, currentEnd, planRenewal, tryToCollect } from "./subscription-life.ts";
import { anItem, planOf, recurringOf, type Wanted } from "./subscription-object.ts";
import type { SubscriptionChange, SubscriptionCreation } from "./subscription-params.ts";

type Subscription = Stripe.Subscription;
type ItemWish = SubscriptionCreation["items"][number];

/** What a call changes of a subscription, each field by its own rule, told of in one event. */
export function applyChange(
  merchant: Merchant,
  subscription: Subscription,
  asked: SubscriptionChange,
): Subscription {
  const fields: Partial<Subscription> = {};
  if (asked.metadata !== undefined) fields.metadata = merged(asked.metadata, subscription.metadata);
  if (asked.description !== undefined) fields.description = asked.description;
  if (asked.default_payment_method !== undefined) {
    const method = methodOf(merchant, asked.default_payment_method, "default_payment_method");
    mustBelong(method, String(subscription.customer), "default_payment_method");
    fields.default_payment_method = method.id;
  }
  if (asked.pause_collection === "") fields.pause_collection = null;
  else if (asked.pause_collection) {
    const { behavior, resumes_at = null } = asked.pause_collection;
    fields.pause_collection = { behavior, resumes_at };
  }
  const details = asked.cancellation_details;
  if (details)
    fields.cancellation_details = {
      comment: details.comment ?? null,
      feedback: details.feedback || null,
      feedback_option: details.feedback_option ?? null,
      reason: subscription.cancellation_details?.reason ?? null,
    };
  Object.assign(fields, endWished(merchant, subscription, asked, fields.cancellation_details));
  if (asked.discounts === "") fields.discounts = [];
  else if (asked.discounts) fields.discounts = discountsFor(merchant, subscription, asked.discounts);
  if (asked.items) changeItems(merchant, subscription, asked);
  if (asked.trial_end !== undefined)
    fields.trial_end = asked.trial_end === "now" ? merchant.now : asked.trial_end;
  change(merchant, subscription, fields);
  if (fields.trial_end) endTrialAt(merchant, subscription, fields.trial_end);
  planRenewal(merchant, subscription);
  return subscription;
}

/** A wish for items as prices and quantities, data made into prices. Refuses what is not there or is paid once. */
export function wantedItems(merchant: Merchant, wishes: readonly ItemWish[]): Wanted[] {
  return wishes.map((wish, place) => {
    const where = `items[${place}]`;
    const price = recurringOf(priceFor(merchant, wish, where), `${where}[price]`);
    return { price, quantity: wish.quantity ?? 1, metadata: merged(wish.metadata) };
  });
}

/** The ids of the discounts a subscription is given. */
export function discountsFor(
  merchant: Merchant,
  subscription: Subscription,
  asked: Exclude<SubscriptionChange["discounts"], "" | undefined>,
): string[] {
  const subtotal = subscription.items.data.reduce(
    (sum, { price, quantity = 1 }) => sum + (price.unit_amount ?? 0) * quantity,
    0,
  );
  const customer = String(subscription.customer);
  const kept = asked.flatMap(({ discount }) => (discount === undefined ? [] : [discount]));
  const fresh = asked.filter(({ discount }) => discount === undefined);
  const found = granted(merchant, fresh, { customer, subtotal, currency: subscription.currency });
  if (!found) return kept;
  found.coupon.times_redeemed += 1;
  if (found.code) found.code.times_redeemed += 1;
  return [...kept, makeDiscount(merchant, found, { customer, subscription: subscription.id }).id];
}

function endWished(
  merchant: Merchant,
  subscription: Subscription,
  { cancel_at, cancel_at_period_end }: SubscriptionChange,
  details: Stripe.Subscription["cancellation_details"] | undefined,
): Partial<Subscription> {
  if (cancel_at_period_end === undefined && cancel_at === undefined) return {};
  const known = details ?? subscription.cancellation_details;
  const at = cancel_at_period_end
    ? currentEnd(subscription)
    : typeof cancel_at === "number"
      ? cancel_at
      : null;
  if (at === null) {
    const cancellation_details = known && { ...known, reason: null };
    return { cancel_at: null, cancel_at_period_end: false, canceled_at: null, cancellation_details };
  }
  if (at <= merchant.now) throw invalid("`cancel_at` must be in the future.", { param: "cancel_at" });
  return {
    cancel_at: at,
    cancel_at_period_end: cancel_at_period_end ?? false,
    canceled_at: merchant.now,
    cancellation_details: known && { ...known, reason: "cancellation_requested" },
  };
}

function changeItems(merchant: Merchant, subscription: Subscription, asked: SubscriptionChange): void {
  const behavior = asked.proration_behavior ?? "create_prorations";
  for (const [place, wish] of (asked.items ?? []).entries()) {
    const where = `items[${place}]`;
    const item = subscription.items.data.find(({ id }) => id === wish.id);
    if (wish.id !== undefined && !item) throw noSuch("subscription_item", wish.id, `${where}[id]`);
    if (!item) {
      const [wanted] = wantedItems(merchant, [wish]);
      if (wanted)
        subscription.items.data.push(anItem(merchant, subscription.id, wanted, currentEnd(subscription)));
      continue;
    }
    const isPriced = wish.price !== undefined || wish.price_data !== undefined;
    const price = isPriced ? recurringOf(priceFor(merchant, wish, where), `${where}[price]`) : item.price;
    const after = { price, quantity: wish.deleted ? 0 : (wish.quantity ?? item.quantity ?? 1) };
    if (behavior !== "none" && subscription.status === "active")
      addPending(subscription, prorated(merchant, item, after));
    if (wish.deleted) subscription.items.data = subscription.items.data.filter((one) => one !== item);
    else Object.assign(item, after, { plan: planOf(recurringOf(price, where)) });
  }
  if (behavior !== "always_invoice") return;
  const charged = takePending(subscription);
  if (charged.length === 0) return;
  const period = { start: merchant.now, end: currentEnd(subscription) };
  const invoice = open(merchant, { subscription, reason: "subscription_update", charged, period });
  finalize(merchant, invoice);
  if (invoice.status === "open") tryToCollect(merchant, subscription, invoice);
}

function endTrialAt(merchant: Merchant, subscription: Subscription, at: number): void {
  for (const item of subscription.items.data) item.current_period_end = at;
  subscription.billing_cycle_anchor = at;
  if (at > merchant.now) return;
  merchant.agenda.delete(`trial:${subscription.id}`);
  if (subscription.status !== "trialing") activate(merchant, subscription);
}

function priceFor(
  merchant: Merchant,
  { price: id, price_data: data }: ItemWish,
  where: string,
): Stripe.Price {
  if (id !== undefined) {
    const found = merchant.shelf("prices").find(id);
    if (!found) throw noSuch("price", id, `${where}[price]`);
    return found;
  }
  if (!data) throw missing(`${where}[price]`);
  if (!merchant.shelf("products").find(data.product))
    throw noSuch("product", data.product, `${where}[price_data][product]`);
  const unit_amount = data.unit_amount ?? Number(data.unit_amount_decimal ?? 0);
  return makePrice(merchant, { ...data, unit_amount, active: false });
}
