import type Stripe from "stripe";
import type {
  BalanceLine,
  Card,
  Charge,
  Charged,
  Checkout,
  Dispute,
  PaymentEvent,
  Refunded,
} from "#app/world.ts";

/** What is read of each of Stripe's objects. Where something may be its id or the whole, the whole was asked for. */
export function checkoutOf(session: Stripe.Checkout.Session): Checkout {
  const { id, status, payment_status, url, payment_intent: intent, client_reference_id: reference } = session;
  return {
    id,
    reference,
    status: becameOf(status),
    isPaid: status === "complete" && payment_status !== "unpaid",
    url,
    intent: idOf(intent),
    charge: intent && typeof intent === "object" ? chargeOf(intent) : null,
    card: null,
  };
}

function becameOf(status: string | null): Checkout["status"] {
  return status === "complete" || status === "expired" ? status : "open";
}

/** The card that was left on the page; null unless the page was for that and is complete. */
export function cardOf({ setup_intent: intent }: Stripe.Checkout.Session): Card | null {
  const method = intent && typeof intent === "object" ? intent.payment_method : null;
  if (!method || typeof method !== "object" || !method.card) return null;
  const { brand, last4, exp_month, exp_year } = method.card;
  return { id: method.id, brand, last4, expires: `${exp_year}-${String(exp_month).padStart(2, "0")}` };
}

export function chargedOf(intent: Stripe.PaymentIntent): Charged {
  const { id, status, last_payment_error: error } = intent;
  return {
    intent: id,
    status: status === "succeeded" ? "succeeded" : status === "processing" ? "pending" : "failed",
    failure: error?.decline_code ?? error?.code ?? (status === "succeeded" ? null : status),
    charge: chargeOf(intent),
  };
}

function chargeOf({ latest_charge: charge }: Stripe.PaymentIntent): Charge | null {
  if (!charge || typeof charge !== "object" || charge.status !== "succeeded") return null;
  const { id, amount, balance_transaction: line } = charge;
  return { id, amount, fee: line && typeof line === "object" ? line.fee : null };
}

export function refundedOf({ id, status, failure_reason: failure }: Stripe.Refund): Refunded {
  const isOver = status === "failed" || status === "canceled";
  return {
    id,
    status: status === "succeeded" ? "succeeded" : isOver ? "failed" : "pending",
    failure: failure ?? (isOver ? status : null),
  };
}

export function disputeOf(dispute: Stripe.Dispute): Dispute {
  const { id, payment_intent, amount, reason, status, evidence_details, balance_transactions } = dispute;
  return {
    id,
    intent: idOf(payment_intent),
    amount,
    fee: balance_transactions.reduce((sum, { fee }) => sum + fee, 0),
    isTaken: balance_transactions.length > 0,
    reason,
    status: standing(status),
    dueBy: evidence_details.due_by === null ? null : new Date(evidence_details.due_by * 1000),
  };
}

function standing(status: Stripe.Dispute.Status): Dispute["status"] {
  if (status === "lost") return "lost";
  if (status === "won" || status === "warning_closed" || status === "prevented") return "won";
  return status === "needs_response" || status === "warning_needs_response" ? "open" : "sent";
}

type About = { id?: unknown; client_reference_id?: unknown; payment_intent?: unknown; metadata?: unknown };

/** Ids and a type; what the event says of its object is left out, for it may be old by now. */
export function eventOf({ id, type, created, data: { object } }: Stripe.Event): PaymentEvent {
  const about: About = Object(object);
  const { reference }: { reference?: unknown } = Object(about.metadata);
  const belongsTo = about.client_reference_id ?? reference ?? about.payment_intent;
  return {
    id,
    type,
    objectId: textOf(about.id),
    belongsTo: textOf(belongsTo),
    happenedAt: new Date(created * 1000),
  };
}

export function lineOf({ id, type, source, amount, fee, created }: Stripe.BalanceTransaction): BalanceLine {
  return { id, kind: type, source: idOf(source), amount, fee, at: new Date(created * 1000) };
}

function idOf(known: string | { id: string } | null): string | null {
  return typeof known === "object" ? (known?.id ?? null) : known;
}

function textOf(known: unknown): string | null {
  return typeof known === "string" && known.length <= 200 ? known : null;
}
