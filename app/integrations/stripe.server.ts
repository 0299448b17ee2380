import type Stripe from "stripe";
import type { Merchant, Payments, Told } from "#app/world.ts";
import { cardOf, chargedOf, checkoutOf, eventOf, lineOf, refundedOf } from "./stripe-answers.ts";
import { asked, once } from "./stripe-calls.ts";
import { checkoutParams } from "./stripe-checkout.ts";
import { disputing } from "./stripe-disputes.ts";
import { readStripeEvent } from "./stripe-events.server.ts";

type Setup = {
  /** The keys of the environment; null where practices bring their own. */
  secretKey: string | null;
  webhookSecret?: string | null;
  baseUrl?: string | undefined;
  /** How long one call may take. */
  timeoutMs: number;
  /** In place of the network, for tests. */
  fetch?: typeof globalThis.fetch;
};

/**
 * The practices' accounts at Stripe, through its own SDK, which is loaded when it is first needed. `baseUrl` is another
 * host, such as the sandbox's; a call that takes longer than `timeoutMs` counts as lost.
 */
export function openStripe({ secretKey, webhookSecret = null, ...setup }: Setup): Payments {
  // Where cards are taken the SDK is needed soon: it is loaded once the house is open, so that nobody waits for it.
  if (secretKey && !setup.fetch) setTimeout(() => void import("stripe"), 2_000).unref();
  return {
    ofEnvironment: secretKey ? { merchant: merchant(secretKey, setup), webhookSecret } : null,
    withKey: (key) => merchant(key, setup),
    readEvent: readStripeEvent,
  };
}

function merchant(secretKey: string, setup: Omit<Setup, "secretKey" | "webhookSecret">): Merchant {
  let opened: Promise<Stripe> | undefined;
  const stripe = () => (opened ??= load(secretKey, setup));
  const ask = <T>(call: (stripe: Stripe) => Promise<T>): Promise<Told<T>> =>
    asked(async () => call(await stripe()));

  return {
    addCustomer: (reference) =>
      once(`customer:${reference}`, (idempotencyKey) =>
        ask(
          async ({ customers }) =>
            (await customers.create({ metadata: { reference } }, { idempotencyKey })).id,
        ),
      ),
    openCheckout: (wish) =>
      once(`checkout:${wish.reference}`, (idempotencyKey) =>
        ask(async ({ checkout }) =>
          checkoutOf(await checkout.sessions.create(checkoutParams(wish), { idempotencyKey })),
        ),
      ),
    readCheckout: (id) => ask((stripe) => readCheckout(stripe, id)),
    findCheckout: (customer, reference) =>
      ask(async (stripe) => {
        for await (const session of stripe.checkout.sessions.list({ customer, limit: 100 }))
          if (session.client_reference_id === reference) return readCheckout(stripe, session.id);
        return null;
      }),
    async closeCheckout(id) {
      const closed = await ask(async ({ checkout }) => checkoutOf(await checkout.sessions.expire(id)));
      // It refuses to close what is not open: paid in the meantime, or over.
      return closed.outcome === "refused" ? ask((stripe) => readCheckout(stripe, id)) : closed;
    },
    async charge({ reference, customer, card, amount, currency }) {
      const charged = await once(
        `charge:${reference}`,
        (idempotencyKey) =>
          ask(async (stripe) => {
            const intent = await stripe.paymentIntents.create(
              {
                ...{ amount, currency: currency.toLowerCase(), customer, payment_method: card },
                off_session: true,
                confirm: true,
                description: "Appointment",
                metadata: { reference },
              },
              { idempotencyKey },
            );
            return readIntent(stripe, intent.id);
          }),
        () => ask((stripe) => findIntent(stripe, customer, reference)),
      );
      if (charged.outcome !== "refused" || !charged.about) return charged;
      // A card that is declined leaves an intent behind, and that is the answer.
      const { about: intent, code: failure } = charged;
      return { outcome: "done", value: { intent, status: "failed", failure, charge: null } };
    },
    readCharge: (intent) => ask((stripe) => readIntent(stripe, intent)),
    findCharge: (customer, reference) => ask((stripe) => findIntent(stripe, customer, reference)),
    refund: ({ reference, intent, amount }) =>
      once(
        `refund:${reference}`,
        (idempotencyKey) =>
          ask(async ({ refunds }) =>
            refundedOf(
              await refunds.create(
                { payment_intent: intent, amount, metadata: { reference } },
                { idempotencyKey },
              ),
            ),
          ),
        () =>
          ask(async ({ refunds }) => {
            for await (const refund of refunds.list({ payment_intent: intent, limit: 100 }))
              if (refund.metadata?.reference === reference) return refundedOf(refund);
            return null;
          }),
      ),
    readRefund: (id) => ask(async ({ refunds }) => refundedOf(await refunds.retrieve(id))),
    ...disputing(ask),
    eventsSince: (since) =>
      ask(async ({ events }) => {
        const found = [];
        for await (const event of events.list({ created: { gte: seconds(since) }, limit: 100 }))
          found.push(eventOf(event));
        return found;
      }),
    balanceSince: (since) =>
      ask(async ({ balanceTransactions }) => {
        const found = [];
        for await (const line of balanceTransactions.list({ created: { gte: seconds(since) }, limit: 100 }))
          found.push(lineOf(line));
        return found;
      }),
    account: () =>
      ask(async ({ accounts }) => {
        const { id, default_currency } = await accounts.retrieveCurrent();
        return { id, currency: (default_currency ?? "").toUpperCase() };
      }),
  };
}

async function load(
  key: string,
  { baseUrl, timeoutMs, fetch }: Omit<Setup, "secretKey" | "webhookSecret">,
): Promise<Stripe> {
  const { default: Stripe } = await import("stripe");
  const host = baseUrl === undefined ? null : new URL(baseUrl);
  return new Stripe(key, {
    ...(host && {
      host: host.hostname,
      port: host.port,
      protocol: host.protocol === "http:" ? "http" : "https",
    }),
    ...(fetch && { httpClient: Stripe.createFetchHttpClient(fetch) }),
    timeout: timeoutMs,
    // A call that was lost is asked again by us, in the same words; the SDK's own tries would outlast whoever waits.
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

const chargeOfIntent = "latest_charge.balance_transaction";

async function readCheckout(stripe: Stripe, id: string) {
  const session = await stripe.checkout.sessions.retrieve(id, {
    expand: [`payment_intent.${chargeOfIntent}`, "setup_intent.payment_method"],
  });
  return { ...checkoutOf(session), card: cardOf(session) };
}

async function readIntent(stripe: Stripe, id: string) {
  return chargedOf(await stripe.paymentIntents.retrieve(id, { expand: [chargeOfIntent] }));
}

async function findIntent(stripe: Stripe, customer: string, reference: string) {
  for await (const intent of stripe.paymentIntents.list({ customer, limit: 100 }))
    if (intent.metadata.reference === reference) return readIntent(stripe, intent.id);
  return null;
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
