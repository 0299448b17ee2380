import type Stripe from "stripe";
import { z } from "zod";
import { anId } from "./ids.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, flag, listing, text } from "./params.ts";
import { attach, type CardKind, makeCard } from "./payment-methods.ts";
import { notHere } from "./refusal.ts";

export const setupIntents: Operations = {
  "GET /v1/setup_intents": operation(
    z.strictObject({
      ...listing,
      attach_to_self: flag.optional(),
      customer: text.optional(),
      payment_method: text.optional(),
    }),
    (merchant, { customer, payment_method, attach_to_self: _, ...asked }) => {
      const all = merchant
        .shelf("setup-intents")
        .all.filter(
          (one) =>
            (customer === undefined || one.customer === customer) &&
            (payment_method === undefined || one.payment_method === payment_method),
        );
      return page("/v1/setup_intents", all, asked);
    },
  ),
  "GET /v1/setup_intents/:id": operation(z.strictObject(expandable), (merchant, _asked, id) => {
    const found = merchant.shelf("setup-intents").find(id);
    if (!found) throw notHere("setupintent", id, "intent");
    return found;
  }),
};

/** The intent to save a card, waiting for one. Checkout makes it together with its session. */
export function draftSetup(
  merchant: Merchant,
  wish: { customer: string | null; description: string | null; metadata: Stripe.Metadata; ways: string[] },
): Stripe.SetupIntent {
  const id = anId("seti_1");
  const intent = merchant.shelf("setup-intents").put({
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${anId("", 31)}`,
    created: merchant.now,
    customer: wish.customer,
    customer_account: null,
    description: wish.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: wish.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: wish.ways,
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: "off_session",
  });
  merchant.tell("setup_intent.created", intent);
  return intent;
}

/** The card is saved with its customer. */
export function saveCard(
  merchant: Merchant,
  intent: Stripe.SetupIntent,
  customer: Stripe.Customer,
  kind: CardKind,
): Stripe.PaymentMethod {
  const method = makeCard(merchant, kind, customer);
  method.allow_redisplay = "limited";
  attach(merchant, method, customer.id);
  Object.assign(intent, { customer: customer.id, payment_method: method.id, status: "succeeded" });
  merchant.tell("setup_intent.succeeded", intent);
  return method;
}

/** Nobody will save a card with it any more. */
export function cancelSetup(merchant: Merchant, intent: Stripe.SetupIntent): void {
  intent.status = "canceled";
  merchant.tell("setup_intent.canceled", intent);
}
