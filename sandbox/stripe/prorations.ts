import type Stripe from "stripe";
import type { Charged } from "./invoice-object.ts";
import type { Merchant } from "./merchant.ts";

const pending = new WeakMap<Stripe.Subscription, Charged[]>();

/**
 * What a change in the middle of a period is worth: the unused time of the old item back, the remaining time of the
 * new one, to the second.
 */
export function prorated(
  { now }: Merchant,
  item: Stripe.SubscriptionItem,
  after: { price: Stripe.Price; quantity: number },
): Charged[] {
  const { current_period_start: start, current_period_end: end, price, quantity = 1 } = item;
  const left = (end - now) / (end - start);
  const period = { start: now, end };
  const share = (of: Stripe.Price, count: number) => Math.round((of.unit_amount ?? 0) * count * left);
  const ofItem = { item: item.id, period, isProration: true };
  return [
    { ...ofItem, price, quantity, amount: -share(price, quantity), description: "Unused time" },
    { ...ofItem, ...after, amount: share(after.price, after.quantity), description: "Remaining time" },
  ];
}

/** Kept for the next invoice. */
export function addPending(subscription: Stripe.Subscription, charged: readonly Charged[]): void {
  pending.set(subscription, [...(pending.get(subscription) ?? []), ...charged]);
}

export function takePending(subscription: Stripe.Subscription): Charged[] {
  const charged = pending.get(subscription) ?? [];
  pending.delete(subscription);
  return charged;
}
