import type Stripe from "stripe";
import { declines, refuse, take, tryCharge } from "./charges.ts";
import { redeemed } from "./checkout-discount.ts";
import type { SessionWish } from "./checkout-params.ts";
import { detailsOf } from "./checkout-session.ts";
import { subscribe } from "./checkout-subscribe.ts";
import { create as createCustomer } from "./customers.ts";
import { declined, draft } from "./intents.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { NotPossible } from "./not-possible.ts";
import { cancel as cancelIntent, succeed } from "./payment-intents.ts";
import { attach, type CardKind, makeCard, makeDebit, spend } from "./payment-methods.ts";
import { cancelSetup, saveCard } from "./setup-intents.ts";

type Session = Stripe.Checkout.Session;

const wishes = new WeakMap<Session, SessionWish>();

/** What the session was opened with, for when it is paid. */
export function keepPlan(session: Session, wish: SessionWish): void {
  wishes.set(session, wish);
}

/** Somebody gives their card and presses the button: the session is complete, paid or the card saved. */
export function pay(merchant: Merchant, session: Session, kind: CardKind = "ok"): Session {
  mustBeOpen(session);
  const customer = customerFor(merchant, session);
  if (session.mode === "setup") {
    const intent = merchant.shelf("setup-intents").find(String(session.setup_intent));
    if (intent && customer) saveCard(merchant, intent, customer, kind);
  } else if (session.mode === "subscription") {
    const wish = wishes.get(session);
    if (wish && customer) subscribe(merchant, session, customer, kind, wish);
  } else if (session.amount_total !== 0) {
    const intent = intentFor(merchant, session, customer);
    const method = makeCard(merchant, kind, customer);
    Object.assign(intent, { payment_method: method.id });
    take(merchant, tryCharge(merchant, intent, method));
    succeed(merchant, intent);
    if (intent.setup_future_usage && customer) {
      method.allow_redisplay = "limited";
      attach(merchant, method, customer.id);
    }
    spend(method);
    session.payment_status = "paid";
  }
  return complete(merchant, session, customer);
}

/** The card is declined; the page stays open for another. */
export function fail(merchant: Merchant, session: Session): Session {
  mustBeOpen(session);
  if (session.mode === "setup" || session.amount_total === 0)
    throw new NotPossible("There is nothing to pay here that could be declined.");
  // The subscription is not begun, so there is nothing a failed try would leave behind.
  if (session.mode === "subscription") return session;
  const intent = intentFor(merchant, session, customerFor(merchant, session));
  const method = makeCard(merchant, "declines-later", null);
  const charge = tryCharge(merchant, intent, method);
  refuse(merchant, charge, declines.declined);
  declined(merchant, intent, charge, method, declines.declined);
  return session;
}

/** Somebody pays by debit: the session is complete, the money comes in days, or never. */
export function delay(merchant: Merchant, session: Session): Session {
  mustBeOpen(session);
  const type = delayedWay(session);
  if (!type) throw new NotPossible("This session offers no way to pay that takes days.");
  const customer = customerFor(merchant, session);
  const intent = intentFor(merchant, session, customer);
  const method = makeDebit(merchant, type, customer);
  Object.assign(intent, { payment_method: method.id, status: "processing" });
  const charge = tryCharge(merchant, intent, method);
  merchant.tell("charge.pending", charge);
  merchant.tell("payment_intent.processing", intent);
  return complete(merchant, session, customer);
}

/** The debit arrived. */
export function delaySucceeds(merchant: Merchant, session: Session): Session {
  const { intent, charge } = underway(merchant, session);
  take(merchant, charge);
  succeed(merchant, intent);
  session.payment_status = "paid";
  merchant.tell("checkout.session.async_payment_succeeded", session);
  return session;
}

/** The debit was refused after all. */
export function delayFails(merchant: Merchant, session: Session): Session {
  const { intent, charge, method } = underway(merchant, session);
  refuse(merchant, charge, declines.debitFailed);
  declined(merchant, intent, charge, method, declines.debitFailed);
  merchant.tell("checkout.session.async_payment_failed", session);
  return session;
}

/** Its time is over, or the practice ended it. */
export function expire(merchant: Merchant, session: Session): Session {
  Object.assign(session, { status: "expired", url: null });
  merchant.agenda.delete(session.id);
  const intent = merchant.shelf("payment-intents").find(String(session.payment_intent));
  if (intent) cancelIntent(merchant, intent, "automatic");
  const setup = merchant.shelf("setup-intents").find(String(session.setup_intent));
  if (setup) cancelSetup(merchant, setup);
  merchant.tell("checkout.session.expired", session);
  return session;
}

/** The way to pay that takes days, if this session offers one. */
export function delayedWay({ mode, amount_total, payment_method_types: ways }: Session) {
  if (mode !== "payment" || amount_total === 0) return undefined;
  return (["sepa_debit", "us_bank_account"] as const).find((way) => ways.includes(way));
}

function mustBeOpen({ status }: Session): void {
  if (status !== "open") throw new NotPossible(`This session is ${status}.`);
}

function complete(merchant: Merchant, session: Session, customer: Stripe.Customer | null): Session {
  merchant.agenda.delete(session.id);
  const details = detailsOf(customer, session.customer_email ?? "guest@example.com");
  Object.assign(session, {
    customer: customer?.id ?? null,
    customer_details: details && { ...details, name: details.name ?? "Test Guest", tax_ids: [] },
    status: "complete",
    url: null,
  } satisfies Partial<Session>);
  redeemed(session);
  merchant.tell("checkout.session.completed", session);
  return session;
}

/** Whose payment it is: the session's customer, a new one where one is needed, or nobody's. */
function customerFor(merchant: Merchant, session: Session): Stripe.Customer | null {
  if (session.customer) return merchant.shelf("customers").find(String(session.customer)) ?? null;
  const saves = wishes.get(session)?.payment_intent_data?.setup_future_usage !== undefined;
  if (session.customer_creation !== "always" && !saves) return null;
  const email = session.customer_email ?? "guest@example.com";
  const customer = createCustomer(merchant, { email, name: "Test Guest" });
  session.customer = customer.id;
  return customer;
}

/** The session's intent: made when somebody first tries to pay, kept for further tries. */
function intentFor(
  merchant: Merchant,
  session: Session,
  customer: Stripe.Customer | null,
): Stripe.PaymentIntent {
  const known = merchant.shelf("payment-intents").find(String(session.payment_intent));
  if (known) return known;
  const wish = wishes.get(session);
  const data = wish?.payment_intent_data;
  const intent = draft(merchant, {
    ...data,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "eur",
    metadata: merged(data?.metadata),
    customer: customer?.id,
    allowed_payment_method_types: wish?.allowed_payment_method_types,
    excluded_payment_method_types: wish?.excluded_payment_method_types,
  });
  session.payment_intent = intent.id;
  merchant.tell("payment_intent.created", intent);
  return intent;
}

function underway(merchant: Merchant, session: Session) {
  const intent = merchant.shelf("payment-intents").find(String(session.payment_intent));
  const charge = merchant.shelf("charges").find(String(intent?.latest_charge));
  const method = merchant.shelf("payment-methods").find(String(intent?.payment_method));
  if (intent?.status !== "processing" || !charge || !method)
    throw new NotPossible("No debit of this session is under way.");
  return { intent, charge, method };
}
