import { expect, test } from "vitest";
import { aStripe, refusalOf } from "./a-stripe.ts";

const once = { idempotencyKey: "once" };

test("the same key and parameters are done once and answered alike", async () => {
  const { stripe, vendor } = aStripe();
  const first = await stripe.customers.create({ name: "Ann" }, once);
  const again = await stripe.customers.create({ name: "Ann" }, once);
  expect(again.id).toBe(first.id);
  const headersOf = ({ lastResponse }: typeof first) => new Headers(lastResponse.headers);
  expect(headersOf(first).get("idempotent-replayed")).toBeNull();
  expect(headersOf(again).get("idempotent-replayed")).toBe("true");
  expect(headersOf(again).get("original-request")).toBe(first.lastResponse.requestId);
  expect(vendor.list("customers")).toHaveLength(1);
});

test.each([
  [
    "other parameters",
    (stripe: ReturnType<typeof aStripe>["stripe"]) => stripe.customers.create({ name: "Ben" }, once),
  ],
  [
    "another call",
    (stripe: ReturnType<typeof aStripe>["stripe"]) =>
      stripe.paymentIntents.create({ amount: 500, currency: "eur" }, once),
  ],
])("the same key with %s is refused with idempotency_error", async (_words, ask) => {
  const { stripe } = aStripe();
  await stripe.customers.create({ name: "Ann" }, once);
  expect(await refusalOf(ask(stripe))).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});

test("the same key while the first is on its way is refused with 409 idempotency_key_in_use", async () => {
  const { stripe, vendor } = aStripe();
  vendor.fail({ fault: "slow", ms: 20, times: 1 });
  const [first, second] = await Promise.allSettled([1, 2].map(() => stripe.customers.create({}, once)));
  expect(first).toMatchObject({ status: "fulfilled" });
  expect(second).toMatchObject({ reason: { statusCode: 409, code: "idempotency_key_in_use" } });
  expect(vendor.list("customers")).toHaveLength(1);
});

test("a refusal that came after the call began is kept for its key", async () => {
  const { stripe, vendor, aPayment } = aStripe();
  const { charge } = await aPayment();
  const { id } = await stripe.refunds.create({ charge });
  expect(await refusalOf(stripe.refunds.create({ charge }, once))).toMatchObject({
    code: "charge_already_refunded",
  });
  vendor.failRefund(id);
  expect(await refusalOf(stripe.refunds.create({ charge }, once))).toMatchObject({
    code: "charge_already_refunded",
  });
});

test("a request that was never sound leaves its key free", async () => {
  const { stripe } = aStripe();
  const wrong = stripe.paymentIntents.create({ currency: "eur" } as never, once);
  expect(await refusalOf(wrong)).toMatchObject({ code: "parameter_missing" });
  expect((await stripe.paymentIntents.create({ amount: 500, currency: "eur" }, once)).amount).toBe(500);
});

test("an error of Stripe's own is kept for its key too", async () => {
  const { stripe, vendor } = aStripe();
  vendor.fail({ fault: "500", times: 1 });
  expect(await refusalOf(stripe.customers.create({}, once))).toMatchObject({
    type: "StripeAPIError",
    statusCode: 500,
  });
  expect(await refusalOf(stripe.customers.create({}, once))).toMatchObject({ statusCode: 500 });
  expect(vendor.list("customers")).toEqual([]);
  expect((await stripe.customers.create({})).id).toMatch(/^cus_/);
});

test("a lost answer is found again by its key", async () => {
  const { stripe, vendor } = aStripe();
  vendor.fail({ fault: "lose-answer", times: 1 });
  expect(await refusalOf(stripe.customers.create({}, once))).toMatchObject({ type: "StripeConnectionError" });
  const { id } = await stripe.customers.create({}, once);
  expect(vendor.list("customers").map((one) => one.id)).toEqual([id]);
});

test("a key is forgotten after 24 hours and not before", async () => {
  const { stripe, vendor, pass } = aStripe();
  await stripe.customers.create({}, once);
  pass(24 * 60 - 1);
  await stripe.customers.create({}, once);
  expect(vendor.list("customers")).toHaveLength(1);
  pass(1);
  await stripe.customers.create({}, once);
  expect(vendor.list("customers")).toHaveLength(2);
});

test("keys of two accounts do not meet", async () => {
  const { stripe, as } = aStripe();
  const hers = await stripe.customers.create({}, once);
  expect((await as("sk_test_b").customers.create({ name: "Ben" }, once)).id).not.toBe(hers.id);
});

test("a key of more than 255 characters is refused", async () => {
  const { stripe } = aStripe();
  const asking = stripe.customers.create({}, { idempotencyKey: "k".repeat(256) });
  expect(await refusalOf(asking)).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
});
