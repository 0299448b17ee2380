import type Stripe from "stripe";
import { customerFound } from "./customers.ts";
import type { Merchant } from "./merchant.ts";
import { NotPossible } from "./not-possible.ts";
import { attach, type CardKind, makeCard } from "./payment-methods.ts";
import { applyChange } from "./subscription-change.ts";
import { end } from "./subscription-life.ts";

type Session = Stripe.BillingPortal.Session;

/** What the portal shows of its customer: the plans that run, and the card they are paid by. */
export function shownIn(merchant: Merchant, { customer: id }: Session) {
  const customer = merchant.shelf("customers").find(id);
  const subscriptions = merchant
    .shelf("subscriptions")
    .all.filter((one) => one.customer === id && one.ended_at === null);
  const card = subscriptions[0]?.default_payment_method ?? customer?.invoice_settings.default_payment_method;
  const invoices = merchant
    .shelf("invoices")
    .all.filter((one) => one.customer === id && one.status !== "draft");
  return {
    subscriptions,
    card: merchant.shelf("payment-methods").find(String(card)),
    invoices: invoices.reverse(),
  };
}

/** The customer ends a plan, as the portal is set up to: with its period, or at once. */
export function endPlan(merchant: Merchant, session: Session, id: string): void {
  const subscription = planOf(merchant, session, id);
  const settings = merchant.shelf("billing-portal-configurations").find(String(session.configuration));
  const { enabled, mode } = settings?.features.subscription_cancel ?? {
    enabled: false,
    mode: "at_period_end",
  };
  if (!enabled) throw new NotPossible("This portal does not let plans be ended.");
  if (mode === "immediately") end(merchant, subscription, "cancellation_requested");
  else applyChange(merchant, subscription, { cancel_at_period_end: true });
}

/** The customer keeps a plan that was to end. */
export function keepPlan(merchant: Merchant, session: Session, id: string): void {
  applyChange(merchant, planOf(merchant, session, id), { cancel_at_period_end: false });
}

/** The customer gives another card, for every plan. */
export function changeCard(merchant: Merchant, session: Session, kind: CardKind): void {
  const customer = customerFound(merchant, session.customer);
  if (!customer) throw new NotPossible("This customer is gone.");
  const method = makeCard(merchant, kind, customer);
  method.allow_redisplay = "always";
  attach(merchant, method, customer.id);
  customer.invoice_settings.default_payment_method = method.id;
  merchant.tell("customer.updated", customer);
  for (const subscription of shownIn(merchant, session).subscriptions)
    if (subscription.default_payment_method)
      applyChange(merchant, subscription, { default_payment_method: method.id });
}

function planOf(merchant: Merchant, session: Session, id: string): Stripe.Subscription {
  const found = shownIn(merchant, session).subscriptions.find((one) => one.id === id);
  if (!found) throw new NotPossible("No such plan runs.");
  return found;
}
