import type Stripe from "stripe";
import { expect, test } from "vitest";
import { anItem, aStripe, type Refused, refusalOf } from "./a-stripe.ts";

async function aCode(
  change: Partial<Stripe.PromotionCodeCreateParams> = {},
  off: Stripe.CouponCreateParams = { percent_off: 10 },
) {
  const scene = aStripe();
  const coupon = await scene.stripe.coupons.create(off);
  const code = await scene.stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "WELCOME",
    ...change,
  });
  return { ...scene, coupon, code };
}

test.each([
  [{ percent_off: 10 }, 7_650],
  [{ percent_off: 33.33 }, 5_667],
  [{ amount_off: 2_000, currency: "eur" }, 6_500],
  [{ amount_off: 9_900, currency: "eur" }, 0],
])("a coupon of %o makes €85.00 %i", async (off, total) => {
  const { stripe, aSession, coupon, vendor } = await aCode({}, off);
  const opened = await stripe.checkout.sessions.create(aSession({ discounts: [{ coupon: coupon.id }] }));
  expect(opened).toMatchObject({
    amount_subtotal: 8_500,
    amount_total: total,
    total_details: { amount_discount: 8_500 - total },
    discounts: [{ coupon: coupon.id, promotion_code: null }],
    payment_status: total === 0 ? "no_payment_required" : "unpaid",
  });
  const paid = vendor.pay(opened.id);
  expect(paid.payment_intent === null).toBe(total === 0);
  expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);
});

test("what a coupon takes off is shared among the items to the last cent", async () => {
  const { stripe, aSession, coupon } = await aCode({}, { amount_off: 1_000, currency: "eur" });
  const line_items = [anItem(3_333), anItem(3_333), anItem(3_334)];
  const { id } = await stripe.checkout.sessions.create(
    aSession({ line_items, discounts: [{ coupon: coupon.id }] }),
  );
  const { data } = await stripe.checkout.sessions.listLineItems(id);
  expect(data.map(({ amount_discount }) => amount_discount)).toEqual([333, 333, 334]);
});

test("a code can be typed on the page, in any case, and is used once more by paying", async () => {
  const { stripe, vendor, aSession, code } = await aCode();
  const { id } = await stripe.checkout.sessions.create(aSession({ allow_promotion_codes: true }));
  expect(() => vendor.applyCode(id, "NOTHING")).toThrow("This code is invalid.");
  expect(vendor.applyCode(id, " welcome ").amount_total).toBe(7_650);
  expect(vendor.pay(id).discounts).toEqual([{ coupon: null, promotion_code: code.id }]);
  expect((await stripe.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1);
});

test("a code that is over, used up or switched off is not active", async () => {
  const over = await aCode({ expires_at: aStripe().seconds() + 60 });
  over.pass(2);
  expect((await over.stripe.promotionCodes.retrieve(over.code.id)).active).toBe(false);

  const { stripe, vendor, aSession, code } = await aCode({ max_redemptions: 1 });
  const wish = aSession({ discounts: [{ promotion_code: code.id }] });
  vendor.pay((await stripe.checkout.sessions.create(wish)).id);
  expect((await stripe.promotionCodes.list({ active: true })).data).toEqual([]);
  expect(await refusalOf(stripe.checkout.sessions.create(wish))).toMatchObject({
    param: "discounts[0][promotion_code]",
  });
});

test("a coupon for a plan runs as long as it is for", async () => {
  const { stripe, vendor, coupon } = await aCode(
    {},
    { percent_off: 50, duration: "repeating", duration_in_months: 2 },
  );
  const customer = await stripe.customers.create({});
  const { id } = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    success_url: "https://app.test/",
    discounts: [{ coupon: coupon.id }],
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: "eur",
          unit_amount: 8_000,
          recurring: { interval: "month" },
          product_data: { name: "Plan" },
        },
      },
    ],
  });
  vendor.pay(id);
  vendor.advance(95 * 86_400);
  const { data } = await stripe.invoices.list({ customer: customer.id });
  expect(data.map(({ total }) => total).reverse()).toEqual([4_000, 4_000, 8_000, 8_000]);
});

test("the promotion of a code is told as this version tells it", async () => {
  const { stripe, code, coupon } = await aCode();
  expect(code).not.toHaveProperty("coupon");
  const opened = await stripe.promotionCodes.retrieve(code.id, { expand: ["promotion.coupon"] });
  expect(opened.promotion).toMatchObject({
    type: "coupon",
    coupon: { id: coupon.id, percent_off: 10, valid: true },
  });
});

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
