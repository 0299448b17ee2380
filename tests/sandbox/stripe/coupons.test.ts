import { expect, test } from "vitest";
import { aCode } from "./a-code.ts";
import { anItem, aStripe, refusalOf } from "./a-stripe.ts";

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
