import Stripe from "stripe";
import { expect } from "vitest";
import { openStripe } from "#sandbox/stripe/in-process.ts";

export const hookSecret = "whsec_test";
const secretKey = "sk_test_a";

/** A Stripe of the test's own, in process, with the SDK in front. The clock stands until it is moved on. */
export function aStripe({ key = secretKey }: { key?: string } = {}) {
  const clock = { now: new Date("2026-11-20T12:00:00Z") };
  const accounts = [
    { secretKey, secret: hookSecret, url: "https://app.test/hooks/stripe/maren-holt" },
    { secretKey: "sk_test_b" },
  ];
  const vendor = openStripe({ now: () => clock.now, accounts });
  const stripe = sdk(vendor.fetch, key);
  const seconds = () => Math.floor(clock.now.getTime() / 1000);
  const aSession = (change: Partial<Stripe.Checkout.SessionCreateParams> = {}) => ({
    mode: "payment" as const,
    success_url: "https://app.test/book/return?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://app.test/book",
    expires_at: seconds() + 1_800,
    line_items: [anItem()],
    ...change,
  });

  return {
    vendor,
    stripe,
    seconds,
    aSession,
    as: (other: string) => sdk(vendor.fetch, other),
    pass: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
    /** A charge that went through, with the intent and the customer it belongs to. */
    async aPayment(amount = 8_500, change: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
      const customer = await stripe.customers.create({ email: "ann@demo.test", name: "Ann" });
      const wish = aSession({ customer: customer.id, line_items: [anItem(amount)], ...change });
      const { id } = await stripe.checkout.sessions.create(wish);
      const session = vendor.pay(id);
      const intent = await stripe.paymentIntents.retrieve(String(session.payment_intent));
      return { customer, session, intent, charge: String(intent.latest_charge) };
    },
    /** A customer whose card of a kind is saved. */
    async aSavedCard(card: "ok" | "declines-later" | "needs-authentication") {
      const customer = await stripe.customers.create({ email: "ann@demo.test" });
      const { id } = await stripe.checkout.sessions.create({
        mode: "setup",
        currency: "eur",
        customer: customer.id,
        success_url: "https://app.test/",
      });
      vendor.pay(id, card);
      const { data } = await stripe.customers.listPaymentMethods(customer.id);
      return { customer: customer.id, payment_method: data[0]!.id };
    },
    /** The types of everything that happened, oldest first. */
    happened: () => vendor.events().map(({ type }) => type),
  };
}

export function anItem(amount = 8_500, currency = "eur") {
  return { quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: "Session" } } };
}

export function sdk(fetch: typeof globalThis.fetch, key: string): Stripe {
  return new Stripe(key, {
    httpClient: Stripe.createFetchHttpClient(fetch),
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** What is refused, in words; how to ask for it; what the SDK then knows. */
export type Refused = [
  words: string,
  ask: (scene: ReturnType<typeof aStripe>) => Promise<unknown>,
  answer: { code?: string | undefined; param?: string | undefined; statusCode?: number; message?: string },
];

/** What the SDK threw, as what matters of it. */
export async function refusalOf(asking: Promise<unknown>) {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error, "it was not refused").toBeInstanceOf(Stripe.errors.StripeError);
  const { type, code, param, statusCode, message, decline_code } = error as Stripe.errors.StripeError;
  return { type, code, param, statusCode, message, decline_code };
}
