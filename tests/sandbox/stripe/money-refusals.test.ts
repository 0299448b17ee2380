import { expect, test } from "vitest";
import { aStripe, type Refused, refusalOf } from "./a-stripe.ts";

const ofMoney: Refused[] = [
  [
    "an intent of 49 cents",
    ({ stripe }) => stripe.paymentIntents.create({ amount: 49, currency: "eur" }),
    { code: "amount_too_small", param: "amount", message: "Amount must be at least €0.50 eur" },
  ],
  [
    "an intent of nothing",
    ({ stripe }) => stripe.paymentIntents.create({ amount: 0, currency: "eur" }),
    { code: "parameter_invalid_integer", param: "amount" },
  ],
  [
    "a currency Stripe does not take",
    ({ stripe }) => stripe.paymentIntents.create({ amount: 500, currency: "xau" }),
    { param: "currency" },
  ],
  [
    "a payment method that is not there",
    ({ stripe }) => stripe.paymentIntents.create({ amount: 500, currency: "eur", payment_method: "pm_none" }),
    { code: "resource_missing", param: "payment_method" },
  ],
  [
    "confirming without a card",
    ({ stripe }) =>
      stripe.paymentIntents.create({ amount: 500, currency: "eur", confirm: true, off_session: true }),
    { code: "payment_intent_unexpected_state" },
  ],
  [
    "another customer's card",
    async ({ stripe, aSavedCard }) => {
      const { payment_method } = await aSavedCard("ok");
      const { id: customer } = await stripe.customers.create({});
      return stripe.paymentIntents.create({ amount: 500, currency: "eur", customer, payment_method });
    },
    { code: "resource_missing", param: "payment_method" },
  ],
  [
    "a card its customer took away",
    async ({ stripe, aSavedCard }) => {
      const card = await aSavedCard("ok");
      await stripe.paymentMethods.detach(card.payment_method);
      return stripe.paymentIntents.create({ amount: 500, currency: "eur", ...card });
    },
    { code: "payment_method_unexpected_state", param: "payment_method" },
  ],
  [
    "calling off what was paid",
    async ({ stripe, aPayment }) => stripe.paymentIntents.cancel((await aPayment()).intent.id),
    { code: "payment_intent_unexpected_state" },
  ],
  [
    "a refund of nothing in particular",
    ({ stripe }) => stripe.refunds.create({ amount: 5 }),
    { code: "parameter_missing" },
  ],
  [
    "a refund of both at once",
    ({ stripe }) => stripe.refunds.create({ charge: "ch_1", payment_intent: "pi_1" }),
    { code: "parameters_exclusive" },
  ],
  [
    "a refund of a charge that is not there",
    ({ stripe }) => stripe.refunds.create({ charge: "ch_1" }),
    { code: "resource_missing", param: "charge" },
  ],
  [
    "a refund of an intent nobody paid",
    async ({ stripe }) => {
      const { id } = await stripe.paymentIntents.create({ amount: 500, currency: "eur" });
      return stripe.refunds.create({ payment_intent: id });
    },
    { code: "payment_intent_unexpected_state", param: "payment_intent" },
  ],
  [
    "a refund above what is left",
    async ({ stripe, aPayment }) => {
      const { charge } = await aPayment();
      await stripe.refunds.create({ charge, amount: 8_000 });
      return stripe.refunds.create({ charge, amount: 501 });
    },
    {
      code: undefined,
      param: "amount",
      message: "Refund amount (€5.01) is greater than unrefunded amount on charge (€5.00)",
    },
  ],
  [
    "a refund of what was refunded",
    async ({ stripe, aPayment }) => {
      const { charge } = await aPayment();
      await stripe.refunds.create({ charge });
      return stripe.refunds.create({ charge });
    },
    { code: "charge_already_refunded" },
  ],
  [
    "calling off a refund to a card",
    async ({ stripe, aPayment }) => {
      const { id } = await stripe.refunds.create({ charge: (await aPayment()).charge });
      return stripe.refunds.cancel(id);
    },
    { statusCode: 400 },
  ],
  [
    "a page of 101",
    ({ stripe }) => stripe.events.list({ limit: 101 }),
    { code: "parameter_invalid_integer", param: "limit" },
  ],
  [
    "a page after what is not there",
    ({ stripe }) => stripe.events.list({ starting_after: "evt_none" }),
    { code: "resource_missing", param: "starting_after" },
  ],
  [
    "a customer with no address at all",
    ({ stripe }) => stripe.customers.create({ email: "ann" }),
    { code: "email_invalid", param: "email" },
  ],
  [
    "a customer who was deleted",
    async ({ stripe }) => {
      const { id } = await stripe.customers.create({});
      await stripe.customers.del(id);
      return stripe.customers.update(id, { name: "Ann" });
    },
    { code: "resource_missing", param: "id", statusCode: 404 },
  ],
];

test.each(ofMoney)("%s is refused in Stripe's own words", async (_words, ask, answer) => {
  const refusal = await refusalOf(ask(aStripe()));
  expect(refusal).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, ...answer });
});

test.each([
  ["declines-later", { code: "card_declined", decline_code: "generic_decline" }],
  ["needs-authentication", { code: "authentication_required", decline_code: "authentication_required" }],
] as const)("a saved card that %s is refused with 402, and the intent stays unpaid", async (card, answer) => {
  const { stripe, aSavedCard } = aStripe();
  const saved = await aSavedCard(card);
  const charging = stripe.paymentIntents.create({
    amount: 8_500,
    currency: "eur",
    ...saved,
    off_session: true,
    confirm: true,
  });

  expect(await refusalOf(charging)).toMatchObject({ type: "StripeCardError", statusCode: 402, ...answer });

  const { data } = await stripe.paymentIntents.list({
    customer: saved.customer,
    expand: ["data.latest_charge"],
  });
  expect(data).toMatchObject([
    {
      status: "requires_payment_method",
      amount_received: 0,
      last_payment_error: answer,
      latest_charge: { status: "failed", failure_code: answer.code },
    },
  ]);
});

test.each([
  ["no key", ""],
  ["a key of another's", "sk_test_other"],
  ["a live key", "sk_live_a"],
  ["a malformed key", "re_test"],
])("%s is refused with 401", async (_words, key) => {
  const { as } = aStripe();
  const asking = key === "" ? null : as(key).balance.retrieve();
  if (asking)
    expect(await refusalOf(asking)).toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
  else expect((await aStripe().vendor.fetch("https://api.stripe.com/v1/balance")).status).toBe(401);
});

test("another version of the API is refused, loudly", async () => {
  const { stripe } = aStripe();
  const asking = stripe.balance.retrieve({}, { apiVersion: "2020-08-27" });
  expect(await refusalOf(asking)).toMatchObject({
    statusCode: 400,
    message: expect.stringContaining("Invalid Stripe API version: 2020-08-27"),
  });
});

test("what it does not know is answered with 501 and an error, which the SDK throws", async () => {
  const { stripe } = aStripe();
  expect(await refusalOf(stripe.terminal.readers.list())).toMatchObject({
    statusCode: 501,
    code: "not_implemented",
  });
});
