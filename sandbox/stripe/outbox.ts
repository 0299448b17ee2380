import type Stripe from "stripe";

/**
 * Where the events of an account are sent. `events` are the types it asked for, `*` all of them; `of` tells whose: the
 * account's own, its connected accounts', or both.
 */
export type Endpoint = {
  id: string;
  url: string;
  secret: string;
  events: readonly string[];
  of?: "both" | "connected" | "own";
};

/** An event on its way to one endpoint. */
export type Told = { event: Stripe.Event; endpoint: Endpoint; body: string };

/** The events that no endpoint has been sent yet, oldest first. `onTold` hears that there is one more. */
export class Outbox {
  #waiting: Told[] = [];
  onTold: () => void = () => undefined;

  get all(): readonly Told[] {
    return this.#waiting;
  }

  add(event: Stripe.Event, endpoints: Iterable<Endpoint>): void {
    const listeners = [...endpoints].filter(
      ({ events }) => events.includes("*") || events.includes(event.type),
    );
    event.pending_webhooks = listeners.length;
    const body = JSON.stringify(event, null, 2);
    for (const endpoint of listeners) this.#waiting.push({ event, endpoint, body });
    if (listeners.length > 0) this.onTold();
  }

  /** Everything that waits, taken out. */
  take(): Told[] {
    return this.#waiting.splice(0);
  }

  clear(): void {
    this.#waiting = [];
  }
}

/**
 * The types of event that an endpoint of the sandbox hears unless it asks for others: those the project's Stripe is
 * set up to send. The rest happens all the same and stands in `GET /v1/events`.
 */
export const heard: readonly Stripe.Event.Type[] = [
  "account.application.deauthorized",
  "account.updated",
  "charge.dispute.closed",
  "charge.dispute.created",
  "charge.dispute.funds_reinstated",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.updated",
  "charge.refund.updated",
  "charge.refunded",
  "checkout.session.async_payment_failed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.completed",
  "checkout.session.expired",
  "customer.subscription.created",
  "customer.subscription.deleted",
  "customer.subscription.paused",
  "customer.subscription.pending_update_applied",
  "customer.subscription.pending_update_expired",
  "customer.subscription.resumed",
  "customer.subscription.trial_will_end",
  "customer.subscription.updated",
  "invoice.finalized",
  "invoice.paid",
  "invoice.payment_action_required",
  "invoice.payment_failed",
  "payment_intent.canceled",
  "payment_intent.payment_failed",
  "payment_intent.succeeded",
  "payout.canceled",
  "payout.created",
  "payout.failed",
  "payout.paid",
  "payout.reconciliation_completed",
  "payout.updated",
  "refund.created",
  "refund.failed",
  "refund.updated",
  "transfer.created",
  "transfer.reversed",
  "transfer.updated",
];
