import { expect, test } from "vitest";
import { aStripe, type Refused, refusalOf } from "./a-stripe.ts";

const five = { amount: 500, currency: "eur" };
const card = { payment_method: "pm_card_visa", off_session: true, confirm: true };

const refused: Refused[] = [
  [
    "expanding five levels down",
    ({ stripe }) => stripe.customers.create({ expand: ["a.b.c.d.e"] }),
    { message: "You cannot expand more than 4 levels of a property. Property: a.b.c.d.e" },
  ],
  [
    "expanding what is not there",
    ({ stripe }) => stripe.customers.create({ expand: ["colour"] }),
    { message: "This property cannot be expanded (colour)." },
  ],
  [
    "expanding what is no id",
    ({ stripe }) => stripe.customers.create({ email: "ann@demo.test", expand: ["email"] }),
    { message: "This property cannot be expanded (email)." },
  ],
  [
    "a text that is an object as well",
    async ({ vendor }) => Promise.reject(await formError(vendor.fetch, "name=a&name[b]=c")),
    { message: "Invalid object: name[b]" },
  ],
  [
    "51 pieces of metadata",
    ({ stripe }) =>
      stripe.customers.create({
        metadata: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"])),
      }),
    { param: "metadata" },
  ],
  [
    "a key of metadata of 41 characters",
    ({ stripe }) => stripe.customers.create({ metadata: { ["k".repeat(41)]: "v" } }),
    { param: "metadata" },
  ],
  [
    "confirming what was paid",
    async ({ stripe }) =>
      stripe.paymentIntents.confirm((await stripe.paymentIntents.create({ ...five, ...card })).id),
    { code: "payment_intent_unexpected_state" },
  ],
  [
    "calling off what was paid without Checkout",
    async ({ stripe }) =>
      stripe.paymentIntents.cancel((await stripe.paymentIntents.create({ ...five, ...card })).id),
    { message: "You cannot cancel this PaymentIntent because it has a status of succeeded." },
  ],
  [
    "confirming later without a card",
    async ({ stripe }) => stripe.paymentIntents.confirm((await stripe.paymentIntents.create(five)).id),
    { code: "payment_intent_unexpected_state" },
  ],
  [
    "off-session without confirming",
    ({ stripe }) => stripe.paymentIntents.create({ ...five, off_session: true }),
    { param: "off_session" },
  ],
  [
    "confirming before the owner without a way back",
    ({ stripe }) => stripe.paymentIntents.create({ ...five, payment_method: "pm_card_visa", confirm: true }),
    { message: expect.stringContaining("you must provide a `return_url`") },
  ],
  [
    "changing the amount of what was paid",
    async ({ stripe }) =>
      stripe.paymentIntents.update((await stripe.paymentIntents.create({ ...five, ...card })).id, {
        amount: 600,
      }),
    { code: "payment_intent_unexpected_state" },
  ],
  [
    "changing an amount to 49 cents",
    async ({ stripe }) =>
      stripe.paymentIntents.update((await stripe.paymentIntents.create(five)).id, { amount: 49 }),
    { code: "amount_too_small" },
  ],
  [
    "a card that is somebody else's already",
    async ({ stripe, aSavedCard }) => {
      const { payment_method } = await aSavedCard("ok");
      return stripe.paymentMethods.attach(payment_method, {
        customer: (await stripe.customers.create({})).id,
      });
    },
    { message: "The payment method you provided has already been attached to a customer." },
  ],
  [
    "detaching a card that is nobody's",
    async ({ stripe, aSavedCard }) => {
      const { payment_method } = await aSavedCard("ok");
      await stripe.paymentMethods.detach(payment_method);
      return stripe.paymentMethods.detach(payment_method);
    },
    { message: expect.stringContaining("not attached to a customer") },
  ],
  [
    "a refund of a charge that failed",
    async ({ stripe, vendor, aSession }) => {
      const { id } = await stripe.checkout.sessions.create(aSession());
      const { latest_charge } = await stripe.paymentIntents.retrieve(
        String(vendor.decline(id).payment_intent),
      );
      return stripe.refunds.create({ charge: String(latest_charge) });
    },
    { code: "charge_not_refundable" },
  ],
  [
    "a refund of an intent that is not there",
    ({ stripe }) => stripe.refunds.create({ payment_intent: "pi_none" }),
    { code: "resource_missing", param: "payment_intent" },
  ],
];

test.each(refused)("%s is refused in Stripe's own words", async (_words, ask, answer) => {
  expect(await refusalOf(ask(aStripe()))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    ...answer,
  });
});

test("an amount can be changed while nothing was paid", async () => {
  const { stripe } = aStripe();
  const { id } = await stripe.paymentIntents.create(five);
  expect((await stripe.paymentIntents.update(id, { amount: 600, metadata: { a: "b" } })).amount).toBe(600);
});

test("a key of another call names both calls", async () => {
  const { stripe } = aStripe();
  const once = { idempotencyKey: "once" };
  await stripe.customers.create({}, once);
  expect(await refusalOf(stripe.billingPortal.sessions.create({}, once))).toMatchObject({
    message: expect.stringContaining("('/v1/billing_portal/sessions' vs '/v1/customers')"),
  });
});

/** The SDK would never send such a form; whoever does hears the same error. */
async function formError(fetch: typeof globalThis.fetch, body: string): Promise<Error> {
  const { default: Stripe } = await import("stripe");
  const response = await fetch("https://api.stripe.com/v1/customers", {
    method: "POST",
    headers: { authorization: "Bearer sk_test_a" },
    body,
  });
  const { error } = (await response.json()) as {
    error: ConstructorParameters<typeof Stripe.errors.StripeInvalidRequestError>[0];
  };
  return new Stripe.errors.StripeInvalidRequestError({
    ...error,
    statusCode: response.status,
  } as typeof error);
}
