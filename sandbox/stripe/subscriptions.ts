import type Stripe from "stripe";
import { z } from "zod";
import { customerOf } from "./customers.ts";
import { cardOf, collect } from "./invoice-life.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { type Operations, operation } from "./operation.ts";
import { anything, expandable, flag, listing, text, whole } from "./params.ts";
import { methodOf, mustBelong } from "./payment-methods.ts";
import { invalid, notHere } from "./refusal.ts";
import { applyChange, discountsFor, wantedItems } from "./subscription-change.ts";
import { activate, begin, change, end, planRenewal, startPeriod } from "./subscription-life.ts";
import { aSubscription } from "./subscription-object.ts";
import {
  cancellationDetails,
  type SubscriptionCreation,
  subscriptionChange,
  subscriptionCreation,
} from "./subscription-params.ts";

const day = 24 * 60 * 60;
const over = ["canceled", "incomplete_expired"];

export const subscriptions: Operations = {
  "POST /v1/subscriptions": operation(subscriptionCreation, create),
  "GET /v1/subscriptions": operation(
    z.strictObject({
      ...listing,
      automatic_tax: anything,
      collection_method: text.optional(),
      current_period_end: anything,
      current_period_start: anything,
      customer: text.optional(),
      customer_account: text.optional(),
      plan: text.optional(),
      price: text.optional(),
      status: text.optional(),
      test_clock: text.optional(),
    }),
    (merchant, { customer, plan, price = plan, status, limit, starting_after, ending_before, created }) => {
      const all = merchant
        .shelf("subscriptions")
        .all.filter(
          (one) =>
            (customer === undefined || one.customer === customer) &&
            (price === undefined || one.items.data.some((item) => item.price.id === price)) &&
            isListed(one, status),
        );
      return page("/v1/subscriptions", all, { limit, starting_after, ending_before, created });
    },
  ),
  "GET /v1/subscriptions/:id": operation(z.strictObject(expandable), (merchant, _asked, id) =>
    found(merchant, id),
  ),
  "POST /v1/subscriptions/:id": operation(subscriptionChange, (merchant, asked, id) => {
    const subscription = found(merchant, id);
    if (over.includes(subscription.status))
      throw invalid("A canceled subscription can only update its cancellation_details and metadata.", {
        code: "invalid_canceled_subscription_fields",
      });
    return applyChange(merchant, subscription, asked);
  }),
  "DELETE /v1/subscriptions/:id": operation(
    z.strictObject({
      ...expandable,
      cancellation_details: cancellationDetails.optional(),
      invoice_now: flag.optional(),
      prorate: flag.optional(),
    }),
    (merchant, { cancellation_details: details }, id) => {
      const subscription = found(merchant, id);
      if (over.includes(subscription.status)) throw notHere("subscription", id, "id");
      if (details && subscription.cancellation_details)
        Object.assign(subscription.cancellation_details, {
          comment: details.comment ?? null,
          feedback: details.feedback || null,
        });
      end(merchant, subscription, "cancellation_requested");
      return subscription;
    },
  ),
  "POST /v1/subscriptions/:id/resume": operation(
    z.strictObject({
      ...expandable,
      billing_cycle_anchor: z.enum(["now", "unchanged"]).optional(),
      payment_behavior: text.optional(),
      proration_behavior: text.optional(),
      proration_date: whole.optional(),
    }),
    (merchant, _asked, id) => {
      const subscription = found(merchant, id);
      if (subscription.status !== "paused")
        throw invalid(
          `Subscription ${id} has a status of ${subscription.status}; only paused ones can be resumed.`,
        );
      subscription.billing_cycle_anchor = merchant.now;
      startPeriod(merchant, subscription);
      change(merchant, subscription, { status: "active" });
      merchant.tell("customer.subscription.resumed", subscription);
      planRenewal(merchant, subscription);
      return subscription;
    },
  ),
};

function create(merchant: Merchant, asked: SubscriptionCreation): Stripe.Subscription {
  const customer = customerOf(merchant, asked.customer);
  const items = wantedItems(merchant, asked.items);
  const method =
    asked.default_payment_method === undefined ? null : methodOf(merchant, asked.default_payment_method);
  if (method) mustBelong(method, customer.id, "default_payment_method");
  const trialEnd = trialEndOf(asked, merchant.now);
  const behavior = asked.payment_behavior ?? "allow_incomplete";
  const hasCard = method !== null || cardOf(merchant, customer.id) !== null;
  if (!hasCard && trialEnd === null && behavior !== "default_incomplete")
    throw invalid(
      "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
      { code: "resource_missing" },
    );

  const subscription = aSubscription(merchant, {
    customer,
    items,
    metadata: merged(asked.metadata),
    description: asked.description,
    trialEnd,
    method: method?.id ?? null,
    whenCardIsMissing: asked.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice",
  });
  if (asked.discounts) subscription.discounts = discountsFor(merchant, subscription, asked.discounts);
  const invoice = begin(merchant, subscription);
  if (asked.cancel_at_period_end) applyChange(merchant, subscription, { cancel_at_period_end: true });
  if (trialEnd !== null || behavior === "default_incomplete") return subscription;
  const outcome = invoice.status === "paid" ? true : collect(merchant, invoice);
  if (outcome === true) activate(merchant, subscription);
  else if (behavior === "error_if_incomplete") {
    end(merchant, subscription, "payment_failed");
    throw outcome;
  }
  return subscription;
}

function trialEndOf(
  { trial_end, trial_period_days: days }: SubscriptionCreation,
  now: number,
): number | null {
  if (typeof trial_end === "number" && trial_end > now) return trial_end;
  return days === undefined || days < 1 ? null : now + days * day;
}

function isListed({ status: is, ended_at }: Stripe.Subscription, status: string | undefined): boolean {
  if (status === "all") return true;
  if (status === "ended") return ended_at !== null;
  return status === undefined ? is !== "canceled" : is === status;
}

function found(merchant: Merchant, id: string): Stripe.Subscription {
  const subscription = merchant.shelf("subscriptions").find(id);
  if (!subscription) throw notHere("subscription", id);
  return subscription;
}
