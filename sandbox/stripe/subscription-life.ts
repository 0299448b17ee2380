import type Stripe from "stripe";
import { cardOf, collect, finalize, open, voidInvoice, writeOff } from "./invoice-life.ts";
import type { Charged } from "./invoice-object.ts";
import type { Merchant } from "./merchant.ts";
import { periodEnd } from "./periods.ts";
import { takePending } from "./prorations.ts";
import type { Refusal } from "./refusal.ts";
import type { RecurringPrice } from "./subscription-object.ts";

type Subscription = Stripe.Subscription;

const hour = 60 * 60;
const day = 24 * hour;
/** After each of these a failed renewal is tried again; after the last the subscription ends. Stripe's are smarter. */
const retryAfter = [3 * day, 5 * day, 7 * day];
const untilIncompleteExpires = 23 * hour;
const beforeTrialEnds = 3 * day;

/** Begin: the first invoice is made and final, the trial or the period runs. Paying it is the caller's to do. */
export function begin(
  merchant: Merchant,
  subscription: Subscription,
  once: readonly Charged[] = [],
): Stripe.Invoice {
  merchant.tell("customer.subscription.created", subscription);
  const isTrial = subscription.status === "trialing";
  const charged = [...chargedFor(merchant, subscription, isTrial), ...once];
  const invoice = open(merchant, {
    subscription,
    reason: "subscription_create",
    charged,
    period: { start: merchant.now, end: merchant.now },
  });
  finalize(merchant, invoice);
  spendDiscounts(merchant, subscription);
  if (!isTrial)
    merchant.agenda.set(`incomplete:${subscription.id}`, merchant.now + untilIncompleteExpires, () =>
      giveUp(merchant, subscription),
    );
  else if (subscription.trial_end !== null) {
    const at = Math.max(merchant.now, subscription.trial_end - beforeTrialEnds);
    merchant.agenda.set(`trial:${subscription.id}`, at, () =>
      merchant.tell("customer.subscription.trial_will_end", subscription),
    );
  }
  planRenewal(merchant, subscription);
  return invoice;
}

/** The first invoice is paid. */
export function activate(merchant: Merchant, subscription: Subscription): void {
  merchant.agenda.delete(`incomplete:${subscription.id}`);
  merchant.agenda.delete(`retry:${subscription.id}`);
  if (subscription.status === "active" || subscription.status === "trialing") return;
  change(merchant, subscription, { status: "active" });
}

/** End it now. */
export function end(
  merchant: Merchant,
  subscription: Subscription,
  reason: Stripe.Subscription.CancellationDetails.Reason | null,
): void {
  forget(merchant, subscription);
  Object.assign(subscription, {
    status: "canceled",
    canceled_at: subscription.canceled_at ?? merchant.now,
    ended_at: merchant.now,
  });
  if (subscription.cancellation_details) subscription.cancellation_details.reason = reason;
  merchant.tell("customer.subscription.deleted", subscription);
}

/** Change fields, and say what they were before. */
export function change(merchant: Merchant, subscription: Subscription, fields: Partial<Subscription>): void {
  const names = Object.keys(fields) as (keyof Subscription)[];
  const before = Object.fromEntries(names.map((name) => [name, structuredClone(subscription[name])]));
  Object.assign(subscription, fields);
  merchant.tell("customer.subscription.updated", subscription, before);
}

/** The end of the running period. */
export function currentEnd({ items }: Subscription): number {
  return Math.min(...items.data.map((item) => item.current_period_end));
}

/** Look again when the period, or the subscription, ends. */
export function planRenewal(merchant: Merchant, subscription: Subscription): void {
  const at = Math.min(currentEnd(subscription), subscription.cancel_at ?? Infinity);
  merchant.agenda.set(`renew:${subscription.id}`, at, () => renew(merchant, subscription));
}

/** The running period as lines of an invoice; a trial costs nothing. */
export function chargedFor(merchant: Merchant, { items }: Subscription, isTrial = false): Charged[] {
  return items.data.map((item) => {
    const { price, quantity = 1, current_period_start: start, current_period_end: end } = item;
    const name = merchant.shelf("products").find(String(price.product))?.name ?? "Plan";
    const description = isTrial ? `Trial period for ${name}` : `${quantity} × ${name}`;
    const amount = isTrial ? 0 : (price.unit_amount ?? 0) * quantity;
    return { price, quantity, amount, period: { start, end }, item: item.id, description };
  });
}

/** Try an invoice's card; when it fails, plan the next try, and end the subscription after the last. */
export function tryToCollect(
  merchant: Merchant,
  subscription: Subscription,
  invoice: Stripe.Invoice,
): true | Refusal {
  const wait = retryAfter[invoice.attempt_count];
  if (wait !== undefined) invoice.next_payment_attempt = merchant.now + wait;
  else invoice.next_payment_attempt = null;
  const outcome = collect(merchant, invoice);
  if (outcome === true) {
    activate(merchant, subscription);
    return true;
  }
  if (subscription.status === "active" || subscription.status === "trialing")
    change(merchant, subscription, { status: "past_due" });
  const again = () => void tryToCollect(merchant, subscription, invoice);
  if (wait !== undefined) merchant.agenda.set(`retry:${subscription.id}`, merchant.now + wait, again);
  else end(merchant, subscription, "payment_failed");
  return outcome;
}

function renew(merchant: Merchant, subscription: Subscription): void {
  if (subscription.cancel_at !== null && subscription.cancel_at <= merchant.now) {
    end(merchant, subscription, "cancellation_requested");
    return;
  }
  const wasTrial = subscription.status === "trialing";
  if (wasTrial && cardOf(merchant, String(subscription.customer), subscription) === null) {
    const what = subscription.trial_settings?.end_behavior.missing_payment_method;
    if (what === "cancel") {
      end(merchant, subscription, null);
      return;
    }
    if (what === "pause") {
      Object.assign(subscription, { status: "paused" });
      merchant.tell("customer.subscription.paused", subscription);
      return;
    }
  }
  startPeriod(merchant, subscription);
  change(merchant, subscription, wasTrial ? { status: "active" } : {});
  const invoice = open(merchant, {
    subscription,
    reason: "subscription_cycle",
    charged: [...takePending(subscription), ...chargedFor(merchant, subscription)],
    period: { start: merchant.now, end: currentEnd(subscription) },
  });
  spendDiscounts(merchant, subscription);
  planRenewal(merchant, subscription);
  // A renewal's invoice stays a draft for about an hour: https://docs.stripe.com/billing/invoices/subscription
  invoice.automatically_finalizes_at = merchant.now + hour;
  merchant.agenda.set(`finalize:${invoice.id}`, merchant.now + hour, () =>
    bill(merchant, subscription, invoice),
  );
}

/** Begin the next period of every item whose period is over. */
export function startPeriod(merchant: Merchant, subscription: Subscription): void {
  const { now } = merchant;
  for (const item of subscription.items.data) {
    if (item.current_period_end > now) continue;
    const recurring = (item.price as RecurringPrice).recurring;
    item.current_period_start = now;
    item.current_period_end = periodEnd(subscription.billing_cycle_anchor, now, recurring);
  }
}

function bill(merchant: Merchant, subscription: Subscription, invoice: Stripe.Invoice): void {
  if (subscription.status === "canceled") return;
  const pause = subscription.pause_collection;
  const isPaused = pause !== null && (pause.resumes_at === null || pause.resumes_at > merchant.now);
  if (isPaused && pause.behavior === "keep_as_draft") return;
  finalize(merchant, invoice);
  if (!isPaused) tryToCollect(merchant, subscription, invoice);
  else if (pause.behavior === "void") voidInvoice(merchant, invoice);
  else writeOff(merchant, invoice);
}

function giveUp(merchant: Merchant, subscription: Subscription): void {
  if (subscription.status !== "incomplete") return;
  forget(merchant, subscription);
  const invoice = merchant.shelf("invoices").find(String(subscription.latest_invoice));
  if (invoice?.status === "open") voidInvoice(merchant, invoice);
  Object.assign(subscription, { ended_at: merchant.now });
  change(merchant, subscription, { status: "incomplete_expired" });
}

/** Discounts for once are over when they have been on an invoice. */
function spendDiscounts(merchant: Merchant, subscription: Subscription): void {
  subscription.discounts = subscription.discounts.filter((id) => {
    const discount = merchant.shelf("discounts").find(String(id));
    const coupon = merchant.shelf("coupons").find(String(discount?.source.coupon));
    return coupon?.duration !== "once" && (discount?.end === null || (discount?.end ?? 0) > merchant.now);
  });
}

function forget(merchant: Merchant, subscription: Subscription): void {
  for (const what of ["renew", "retry", "trial", "incomplete"])
    merchant.agenda.delete(`${what}:${subscription.id}`);
  merchant.agenda.delete(`finalize:${subscription.latest_invoice}`);
}
