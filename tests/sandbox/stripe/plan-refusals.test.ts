import { expect, test } from "vitest";
import { aCode } from "./a-code.ts";
import { aStripe, type Refused, refusalOf } from "./a-stripe.ts";

const refused: Refused[] = [
  ["a coupon of nothing", ({ stripe }) => stripe.coupons.create({}), { code: "parameter_missing" }],
  [
    "a coupon of both",
    ({ stripe }) => stripe.coupons.create({ percent_off: 5, amount_off: 5, currency: "eur" }),
    { code: "parameters_exclusive" },
  ],
  [
    "more than all of it",
    ({ stripe }) => stripe.coupons.create({ percent_off: 101 }),
    { param: "percent_off" },
  ],
  [
    "an amount of no currency",
    ({ stripe }) => stripe.coupons.create({ amount_off: 500 }),
    { code: "parameter_missing", param: "currency" },
  ],
  [
    "a coupon that is there already",
    async ({ stripe }) => {
      await stripe.coupons.create({ id: "ten", percent_off: 10 });
      return stripe.coupons.create({ id: "ten", percent_off: 10 });
    },
    { code: "resource_already_exists", param: "id" },
  ],
  [
    "the shape of older versions",
    ({ stripe }) => stripe.promotionCodes.create({ coupon: "ten" } as never),
    { code: "parameter_unknown", param: "coupon" },
  ],
  [
    "a code for a coupon that is not there",
    ({ stripe }) => stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: "ten" } }),
    { code: "resource_missing", param: "promotion[coupon]" },
  ],
  [
    "a code that is taken",
    async () => {
      const { stripe, coupon } = await aCode();
      return stripe.promotionCodes.create({
        promotion: { type: "coupon", coupon: coupon.id },
        code: "welcome",
      });
    },
    { param: "code" },
  ],
  [
    "a coupon that is over",
    async ({ stripe, aSession, seconds, pass }) => {
      await stripe.coupons.create({ id: "ten", percent_off: 10, redeem_by: seconds() + 60 });
      pass(2);
      return stripe.checkout.sessions.create(aSession({ discounts: [{ coupon: "ten" }] }));
    },
    { code: "coupon_expired" },
  ],
  [
    "a code below its least amount",
    async () => {
      const restrictions = { minimum_amount: 10_000, minimum_amount_currency: "eur" };
      const { stripe, aSession, code } = await aCode({ restrictions });
      return stripe.checkout.sessions.create(aSession({ discounts: [{ promotion_code: code.id }] }));
    },
    { param: "discounts[0][promotion_code]" },
  ],
  [
    "a recurring price in payment mode",
    async ({ stripe, aSession }) => {
      const product = await stripe.products.create({ name: "Plan" });
      const recurring = { interval: "month" } as const;
      const { id } = await stripe.prices.create({
        product: product.id,
        currency: "eur",
        unit_amount: 500,
        recurring,
      });
      return stripe.checkout.sessions.create(aSession({ line_items: [{ price: id, quantity: 1 }] }));
    },
    { param: "line_items[0][price]" },
  ],
  [
    "a repeating coupon without its months",
    ({ stripe }) => stripe.coupons.create({ percent_off: 5, duration: "repeating" }),
    { code: "parameter_missing", param: "duration_in_months" },
  ],
  [
    "months of a coupon that does not repeat",
    ({ stripe }) => stripe.coupons.create({ percent_off: 5, duration_in_months: 2 }),
    { param: "duration_in_months" },
  ],
  [
    "a coupon that is over when it begins",
    ({ stripe, seconds }) => stripe.coupons.create({ percent_off: 5, redeem_by: seconds() }),
    { param: "redeem_by" },
  ],
  [
    "a plan that renews every zero months",
    ({ stripe }) =>
      stripe.prices.create({
        currency: "eur",
        unit_amount: 500,
        product_data: { name: "Plan" },
        recurring: { interval: "month", interval_count: 0 },
      }),
    { code: "parameter_invalid_integer", param: "recurring[interval_count]" },
  ],
  [
    "a test clock that goes back",
    async ({ stripe, seconds }) => {
      const { id } = await stripe.testHelpers.testClocks.create({ frozen_time: seconds() });
      return stripe.testHelpers.testClocks.advance(id, { frozen_time: seconds() - 1 });
    },
    { param: "frozen_time" },
  ],
  [
    "a test clock that leaps ten years",
    async ({ stripe, seconds }) => {
      const { id } = await stripe.testHelpers.testClocks.create({ frozen_time: seconds() });
      return stripe.testHelpers.testClocks.advance(id, { frozen_time: seconds() + 10 * 366 * 86_400 });
    },
    { param: "frozen_time" },
  ],
  [
    "a plan for somebody without a card",
    async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create({});
      const product = await stripe.products.create({ name: "Plan" });
      const recurring = { interval: "month" } as const;
      const price = await stripe.prices.create({
        product: product.id,
        currency: "eur",
        unit_amount: 500,
        recurring,
      });
      return stripe.subscriptions.create({ customer, items: [{ price: price.id }] });
    },
    { code: "resource_missing" },
  ],
];

test.each(refused)("%s is refused in Stripe's own words", async (_words, ask, answer) => {
  expect(await refusalOf(ask(aStripe()))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    ...answer,
  });
});
