import type Stripe from "stripe";
import { z } from "zod";
import { declines, refuse, take, tryCharge } from "./charges.ts";
import { customerOf } from "./customers.ts";
import { type Draft, declined, draft, intentFound } from "./intents.ts";
import { page } from "./lists.ts";
import type { Merchant } from "./merchant.ts";
import { merged } from "./metadata.ts";
import { amountRefusal, knownCurrency } from "./money.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, listing, text } from "./params.ts";
import { change, confirming, creation } from "./payment-intent-params.ts";
import { attach, kindOf, mayUse, methodOf, spend } from "./payment-methods.ts";
import { invalid } from "./refusal.ts";

export const paymentIntents: Operations = {
  "POST /v1/payment_intents": operation(creation, create),
  "GET /v1/payment_intents": operation(
    z.strictObject({ ...listing, customer: text.optional(), customer_account: text.optional() }),
    (merchant, { customer, customer_account, ...asked }) => {
      const all = merchant
        .shelf("payment-intents")
        .all.filter(
          (one) =>
            (customer === undefined || one.customer === customer) &&
            (customer_account === undefined || one.customer_account === customer_account),
        );
      return page("/v1/payment_intents", all, asked);
    },
  ),
  "GET /v1/payment_intents/:id": operation(
    z.strictObject({ ...expandable, client_secret: text.optional() }),
    (merchant, _asked, id) => intentFound(merchant, id),
  ),
  "POST /v1/payment_intents/:id": operation(change, (merchant, asked, id) =>
    update(merchant, intentFound(merchant, id), asked),
  ),
  "POST /v1/payment_intents/:id/confirm": operation(confirming, (merchant, asked, id) => {
    const intent = intentFound(merchant, id);
    if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status))
      throw unexpected(intent, "confirm");
    if (asked.payment_method !== undefined) takeMethod(merchant, intent, asked.payment_method);
    return confirm(merchant, intent, isOffSession(asked.off_session));
  }),
  "POST /v1/payment_intents/:id/cancel": operation(
    z.strictObject({
      ...expandable,
      cancellation_reason: z
        .enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"])
        .optional(),
    }),
    (merchant, { cancellation_reason = null }, id) => {
      const intent = intentFound(merchant, id);
      if (merchant.shelf("checkout-sessions").all.some((session) => session.payment_intent === id))
        throw invalid(
          "You cannot cancel this PaymentIntent because it was created by a Checkout Session. Expire the Checkout Session instead.",
          { code: "payment_intent_unexpected_state" },
        );
      if (["succeeded", "canceled", "processing"].includes(intent.status)) throw unexpected(intent, "cancel");
      return cancel(merchant, intent, cancellation_reason);
    },
  ),
};

/** Give up an intent that has not been paid. */
export function cancel(
  merchant: Merchant,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent["cancellation_reason"],
): Stripe.PaymentIntent {
  Object.assign(intent, { status: "canceled", canceled_at: merchant.now, cancellation_reason: reason });
  merchant.tell("payment_intent.canceled", intent);
  return intent;
}

/**
 * Charge the intent's payment method as its bank will have it when its owner is not there. Refuses with 402 and
 * `card_declined` or `authentication_required`, the failed intent within.
 */
export function confirm(
  merchant: Merchant,
  intent: Stripe.PaymentIntent,
  offSession: boolean,
): Stripe.PaymentIntent {
  const method = merchant.shelf("payment-methods").find(String(intent.payment_method));
  if (!method) throw missingMethod();
  const kind = kindOf(method);
  if (kind === "needs-authentication" && !offSession) {
    Object.assign(intent, {
      status: "requires_action",
      next_action: { type: "use_stripe_sdk", use_stripe_sdk: {} },
    });
    merchant.tell("payment_intent.requires_action", intent);
    return intent;
  }
  const charge = tryCharge(merchant, intent, method);
  if (kind !== "ok") {
    const decline = kind === "declines-later" ? declines.declined : declines.authentication;
    refuse(merchant, charge, decline);
    throw declined(merchant, intent, charge, method, decline);
  }
  take(merchant, charge);
  succeed(merchant, intent);
  if (intent.setup_future_usage && typeof intent.customer === "string")
    attach(merchant, method, intent.customer);
  spend(method);
  return intent;
}

export function succeed(merchant: Merchant, intent: Stripe.PaymentIntent): void {
  Object.assign(intent, {
    status: "succeeded",
    amount_received: intent.amount,
    last_payment_error: null,
    next_action: null,
  } satisfies Partial<Stripe.PaymentIntent>);
  merchant.tell("payment_intent.succeeded", intent);
}

function create(merchant: Merchant, asked: z.infer<typeof creation>): Stripe.PaymentIntent {
  knownCurrency(asked.currency);
  const refusal = amountRefusal(asked.amount, asked.currency, "Amount", "amount");
  if (refusal) throw refusal;
  if (asked.off_session !== undefined && !asked.confirm)
    throw invalid("`off_session` can only be given together with `confirm`.", { param: "off_session" });
  const redirects = asked.automatic_payment_methods?.allow_redirects !== "never";
  const shown = asked.confirm && !isOffSession(asked.off_session) && redirects;
  if (shown && asked.return_url === undefined && asked.allowed_payment_method_types === undefined)
    throw invalid(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    );
  if (asked.customer !== undefined) customerOf(merchant, asked.customer);
  if (asked.payment_method !== undefined)
    mayUse(methodOf(merchant, asked.payment_method), asked.customer ?? null);
  if (asked.confirm && asked.payment_method === undefined) throw missingMethod();

  const intent = draft(merchant, wanted(asked));
  if (asked.payment_method !== undefined) takeMethod(merchant, intent, asked.payment_method);
  merchant.tell("payment_intent.created", intent);
  return asked.confirm ? confirm(merchant, intent, isOffSession(asked.off_session)) : intent;
}

function wanted(asked: z.infer<typeof creation>): Draft {
  const methods = asked.automatic_payment_methods;
  return {
    ...asked,
    metadata: merged(asked.metadata),
    automatic_payment_methods: methods
      ? { enabled: methods.enabled, allow_redirects: methods.allow_redirects ?? "always" }
      : { enabled: asked.allowed_payment_method_types === undefined, allow_redirects: "always" },
  };
}

function update(
  merchant: Merchant,
  intent: Stripe.PaymentIntent,
  { metadata, payment_method, customer, amount, expand: _, ...asked }: z.infer<typeof change>,
): Stripe.PaymentIntent {
  const isSettled = intent.status === "succeeded" || intent.status === "canceled";
  const isMoney = [payment_method, customer, amount, asked.currency].some((value) => value !== undefined);
  if (isSettled && isMoney) throw unexpected(intent, "update");
  if (amount !== undefined) {
    const refusal = amountRefusal(amount, asked.currency ?? intent.currency, "Amount", "amount");
    if (refusal) throw refusal;
    intent.amount = amount;
  }
  if (customer !== undefined) intent.customer = customerOf(merchant, customer).id;
  if (payment_method !== undefined) takeMethod(merchant, intent, payment_method);
  intent.metadata = merged(metadata, intent.metadata);
  for (const name of writable) if (asked[name] !== undefined) Object.assign(intent, { [name]: asked[name] });
  return intent;
}

const writable = [
  "currency",
  "description",
  "receipt_email",
  "setup_future_usage",
  "statement_descriptor_suffix",
  "transfer_group",
] as const;

function takeMethod(merchant: Merchant, intent: Stripe.PaymentIntent, id: string): void {
  const method = methodOf(merchant, id);
  mayUse(method, intent.customer as string | null);
  Object.assign(intent, { payment_method: method.id, status: "requires_confirmation" });
}

function isOffSession(asked: string | undefined): boolean {
  return asked !== undefined && asked !== "false";
}

function missingMethod() {
  return invalid(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    { code: "payment_intent_unexpected_state" },
  );
}

function unexpected({ status }: Stripe.PaymentIntent, what: string) {
  return invalid(`You cannot ${what} this PaymentIntent because it has a status of ${status}.`, {
    code: "payment_intent_unexpected_state",
  });
}
