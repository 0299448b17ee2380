import type Stripe from "stripe";
import { take, tryCharge } from "./charges.ts";
import { discountOf } from "./checkout-discount.ts";
import type { SessionWish } from "./checkout-params.ts";
import { makeDiscount } from "./discounts.ts";
import { intentOf, settle } from "./invoice-life.ts";
import type { Charged } from "./invoice-object.ts";
import { type Item, lineItemsOf } from "./line-items.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { succeed } from "./payment-intents.ts";
import { attach, type CardKind, makeCard } from "./payment-methods.ts";
import { activate, begin } from "./subscription-life.ts";
import { aSubscription, recurringOf } from "./subscription-object.ts";

const day = 24 * 60 * 60;

/** When the trial of a session's plan ends, if it has one. */
export function trialEndOf({ subscription_data: data }: SessionWish, now: number): number | null {
  if (data?.trial_end !== undefined) return data.trial_end;
  return data?.trial_period_days === undefined ? null : now + data.trial_period_days * day;
}

/** Somebody takes out the plan of a session: the card is saved, the subscription begins, its first invoice is paid. */
export function subscribe(
  merchant: Merchant,
  session: Stripe.Checkout.Session,
  customer: Stripe.Customer,
  kind: CardKind,
  wish: SessionWish,
): void {
  const method = makeCard(merchant, kind, customer);
  method.allow_redisplay = "limited";
  attach(merchant, method, customer.id);
  const items = lineItemsOf(merchant, session.id);
  const subscription = aSubscription(merchant, {
    customer,
    items: items
      .filter(({ price }) => price.recurring)
      .map(({ price, quantity }) => ({ price: recurringOf(price, "line_items"), quantity })),
    metadata: merged(wish.subscription_data?.metadata),
    description: wish.subscription_data?.description,
    trialEnd: trialEndOf(wish, merchant.now),
    method: method.id,
  });
  const discount = discountOf(session);
  if (discount) {
    const on = { customer: customer.id, subscription: subscription.id, checkout_session: session.id };
    subscription.discounts = [makeDiscount(merchant, discount, on).id];
  }

  const invoice = begin(
    merchant,
    subscription,
    items.filter(({ price }) => !price.recurring).map(once(merchant)),
  );
  if (invoice.status === "open") {
    const intent = intentOf(merchant, invoice);
    intent.payment_method = method.id;
    take(merchant, tryCharge(merchant, intent, method));
    succeed(merchant, intent);
    invoice.attempt_count += 1;
    settle(merchant, invoice, invoice.amount_due);
  }
  activate(merchant, subscription);
  Object.assign(session, {
    subscription: subscription.id,
    invoice: invoice.id,
    payment_status: invoice.amount_paid > 0 ? "paid" : "no_payment_required",
  } satisfies Partial<Stripe.Checkout.Session>);
}

function once({ now }: Merchant): (item: Item) => Charged {
  return ({ price, quantity, amount_subtotal: amount, description }) => ({
    price,
    quantity,
    amount,
    period: { start: now, end: now },
    description: description ?? "",
  });
}
