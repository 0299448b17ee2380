import type Stripe from "stripe";
import { expect, test } from "vitest";
import { NotPossible } from "#sandbox/stripe/not-possible.ts";
import { aCode } from "./a-code.ts";
import { anItem, aStripe, type Refused, refusalOf } from "./a-stripe.ts";

const session = (change: object) => (scene: ReturnType<typeof aStripe>) =>
  scene.stripe.checkout.sessions.create(scene.aSession(change) as Stripe.Checkout.SessionCreateParams);

const refused: Refused[] = [
  [
    "a way back that the hosted page does not have",
    session({ return_url: "https://app.test/" }),
    { param: "return_url" },
  ],
  ["an embedded page that leads on", session({ ui_mode: "embedded_page" }), { param: "success_url" }],
  [
    "a customer to be made of one that is there",
    session({ customer: "cus_1", customer_creation: "always" }),
    { code: "parameters_exclusive" },
  ],
  ["a plan with nothing that renews", session({ mode: "subscription" }), { param: "mode" }],
  [
    "two prices for one thing",
    session({ line_items: [{ ...anItem(), price: "price_1" }] }),
    { code: "parameters_exclusive" },
  ],
  [
    "no price at all",
    session({ line_items: [{ quantity: 1 }] }),
    { code: "parameter_missing", param: "line_items[0]" },
  ],
  [
    "a product that is not there",
    session({
      line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: 500, product: "prod_1" } }],
    }),
    { code: "resource_missing", param: "line_items[0][price_data][product]" },
  ],
  [
    "no product",
    session({ line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: 500 } }] }),
    { code: "parameter_missing", param: "line_items[0][price_data][product_data]" },
  ],
  [
    "two products",
    session({ line_items: [{ quantity: 1, price_data: { ...anItem().price_data, product: "prod_1" } }] }),
    { code: "parameters_exclusive" },
  ],
  [
    "two amounts",
    session({
      line_items: [{ quantity: 1, price_data: { ...anItem().price_data, unit_amount_decimal: "5" } }],
    }),
    { code: "parameters_exclusive" },
  ],
  [
    "no amount",
    session({
      line_items: [{ quantity: 1, price_data: { ...anItem().price_data, unit_amount: undefined } }],
    }),
    { code: "parameter_missing", param: "line_items[0][price_data][unit_amount]" },
  ],
  [
    "a price that is sold no more",
    async (scene) => {
      const { id } = await scene.stripe.prices.create({
        currency: "eur",
        unit_amount: 500,
        product_data: { name: "Old" },
        active: false,
      });
      return session({ line_items: [{ price: id, quantity: 1 }] })(scene);
    },
    { message: "The price specified is inactive. This field only accepts active prices." },
  ],
  [
    "a trial that ends tomorrow",
    session({
      mode: "subscription",
      line_items: [{ quantity: 1, price_data: { ...anItem().price_data, recurring: { interval: "month" } } }],
      subscription_data: { trial_end: aStripe().seconds() + 86_400 },
    }),
    { param: "subscription_data[trial_end]" },
  ],
  ["two discounts", session({ discounts: [{ coupon: "a" }, { coupon: "b" }] }), { param: "discounts" }],
  [
    "a discount by two names",
    session({ discounts: [{ coupon: "a", promotion_code: "b" }] }),
    { code: "parameters_exclusive" },
  ],
  [
    "a code that is not there",
    session({ discounts: [{ promotion_code: "promo_1" }] }),
    { code: "resource_missing", param: "discounts[0][promotion_code]" },
  ],
  [
    "a coupon in another currency",
    async (scene) => {
      await scene.stripe.coupons.create({ id: "five", amount_off: 500, currency: "usd" });
      return session({ discounts: [{ coupon: "five" }] })(scene);
    },
    { param: "discounts[0][coupon]" },
  ],
  [
    "a code that is somebody else's",
    async () => {
      const { stripe, aSession, coupon } = await aCode();
      const { id: hers } = await stripe.customers.create({});
      const { id: his } = await stripe.customers.create({});
      const promotion = { type: "coupon" as const, coupon: coupon.id };
      const code = await stripe.promotionCodes.create({ promotion, customer: hers, code: "HERS" });
      return stripe.checkout.sessions.create(
        aSession({ customer: his, discounts: [{ promotion_code: code.id }] }),
      );
    },
    { param: "discounts[0][promotion_code]" },
  ],
  [
    "a code for the first payment of somebody who has paid",
    async () => {
      const { stripe, aSession, aPayment, code } = await aCode({
        restrictions: { first_time_transaction: true },
      });
      const { customer } = await aPayment();
      const wish = aSession({ customer: customer.id, discounts: [{ promotion_code: code.id }] });
      return stripe.checkout.sessions.create(wish);
    },
    { param: "discounts[0][promotion_code]" },
  ],
];

test.each(refused)("%s is refused in Stripe's own words", async (_words, ask, answer) => {
  expect(await refusalOf(ask(aStripe()))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    ...answer,
  });
});

test("the page refuses what its session does not offer", async () => {
  const { stripe, vendor, aSession } = await aCode();
  const plain = await stripe.checkout.sessions.create(aSession());
  const coded = await stripe.checkout.sessions.create(aSession({ allow_promotion_codes: true }));
  const card = await stripe.checkout.sessions.create({
    mode: "setup",
    currency: "eur",
    success_url: "https://app.test/",
  });
  expect(() => vendor.applyCode(plain.id, "WELCOME")).toThrow("This session takes no promotion codes.");
  expect(() => vendor.decline(card.id)).toThrow(NotPossible);
  vendor.pay(coded.id);
  expect(() => vendor.applyCode(coded.id, "WELCOME")).toThrow("This session is complete.");
  expect(() => vendor.expire(coded.id)).toThrow("This session is complete.");
  expect(() => vendor.pay("cs_test_none")).toThrow(NotPossible);
});

test("a refund that has failed cannot fail again", async () => {
  const { stripe, vendor, aPayment } = aStripe();
  const { id } = await stripe.refunds.create({ charge: (await aPayment()).charge });
  vendor.failRefund(id);
  expect(() => vendor.failRefund(id)).toThrow("This refund has failed already.");
});
