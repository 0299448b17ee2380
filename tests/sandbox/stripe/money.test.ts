import { expect, test } from "vitest";
import { anItem, aStripe, refusalOf } from "./a-stripe.ts";

test("a saved card is charged without its owner", async () => {
  const { stripe, aSavedCard } = aStripe();
  const saved = await aSavedCard("ok");
  const intent = await stripe.paymentIntents.create({
    amount: 8_500,
    currency: "eur",
    ...saved,
    off_session: true,
    confirm: true,
    metadata: { booking: "b1" },
    expand: ["latest_charge"],
  });
  expect(intent).toMatchObject({
    status: "succeeded",
    amount_received: 8_500,
    latest_charge: {
      paid: true,
      metadata: { booking: "b1" },
      payment_method_details: { card: { last4: "4242" } },
    },
  });
});

test("an intent can be made first and confirmed later, or called off", async () => {
  const { stripe, aSavedCard } = aStripe();
  const saved = await aSavedCard("ok");
  const waiting = await stripe.paymentIntents.create({ amount: 500, currency: "eur", ...saved });
  const other = await stripe.paymentIntents.create({ amount: 500, currency: "eur" });
  expect([waiting.status, other.status]).toEqual(["requires_confirmation", "requires_payment_method"]);

  expect((await stripe.paymentIntents.confirm(waiting.id, { off_session: true })).status).toBe("succeeded");
  expect((await stripe.paymentIntents.cancel(other.id, { cancellation_reason: "abandoned" })).status).toBe(
    "canceled",
  );
});

test.each([
  ["eur", 8_500, 153],
  ["eur", 50, 26],
  ["usd", 8_500, 277],
  ["usd", 12_345, 388],
])("of %s %i Stripe keeps %i", async (currency, amount, fee) => {
  const { stripe, charge } = await paid(currency, amount);
  const { balance_transaction } = await stripe.charges.retrieve(charge);
  expect(await stripe.balanceTransactions.retrieve(String(balance_transaction))).toMatchObject({
    amount,
    currency,
    fee,
    net: amount - fee,
    type: "charge",
    source: charge,
    fee_details: [{ amount: fee, type: "stripe_fee" }],
  });
});

test("money is on its way for some days and then available", async () => {
  const { stripe, pass } = await paid("eur", 8_500);
  expect(await stripe.balance.retrieve()).toMatchObject({
    available: [{ amount: 0, currency: "eur" }],
    pending: [{ amount: 8_347 }],
  });
  pass(3 * 24 * 60);
  expect(await stripe.balance.retrieve()).toMatchObject({
    available: [{ amount: 8_347 }],
    pending: [{ amount: 0 }],
  });
  expect((await stripe.balanceTransactions.list()).data).toMatchObject([{ status: "available" }]);
});

test("a charge is refunded in parts and never above what was paid", async () => {
  const { stripe, charge, intent, happened } = await paid("eur", 8_500);
  const first = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 5_000,
    metadata: { booking: "b1" },
  });
  expect(first).toMatchObject({
    status: "succeeded",
    charge,
    payment_intent: intent.id,
    metadata: { booking: "b1" },
  });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 5_000, refunded: false });

  const rest = await stripe.refunds.create({ charge });

  expect(rest.amount).toBe(3_500);
  expect(await stripe.charges.retrieve(charge, { expand: ["refunds"] })).toMatchObject({
    amount_refunded: 8_500,
    refunded: true,
    refunds: { data: [{ id: rest.id }, { id: first.id }] },
  });
  expect(happened().slice(-4)).toEqual([
    "refund.created",
    "charge.refunded",
    "refund.created",
    "charge.refunded",
  ]);
  const { data } = await stripe.balanceTransactions.list({ type: "refund" });
  expect(data.map(({ amount, fee }) => ({ amount, fee }))).toEqual([
    { amount: -3_500, fee: 0 },
    { amount: -5_000, fee: 0 },
  ]);
});

test("a refund can wait and then succeed", async () => {
  const { stripe, vendor, charge, happened } = await paid("eur", 8_500);
  vendor.newRefunds("wait");
  const { id } = await stripe.refunds.create({ charge });
  expect(await stripe.refunds.retrieve(id)).toMatchObject({
    status: "pending",
    pending_reason: "processing",
  });
  vendor.succeedRefund(id);
  expect((await stripe.refunds.retrieve(id)).status).toBe("succeeded");
  expect(happened().slice(-2)).toEqual(["charge.refund.updated", "refund.updated"]);
  expect(() => vendor.succeedRefund(id)).toThrow("This refund is succeeded.");
});

test("a refund that fails gives the money back to the balance, and it can be refunded again", async () => {
  const { stripe, vendor, charge, happened } = await paid("eur", 8_500);
  const { id } = await stripe.refunds.create({ charge });
  expect(await refusalOf(stripe.refunds.create({ charge }))).toMatchObject({
    code: "charge_already_refunded",
  });

  vendor.failRefund(id);

  expect(happened().slice(-3)).toEqual(["charge.refund.updated", "refund.updated", "refund.failed"]);
  const failed = await stripe.refunds.retrieve(id);
  expect(failed).toMatchObject({ status: "failed", failure_reason: "lost_or_stolen_card" });
  const moved = await stripe.balanceTransactions.retrieve(String(failed.failure_balance_transaction));
  expect(moved).toMatchObject({ type: "refund_failure", amount: 8_500 });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
  expect((await stripe.refunds.create({ charge })).status).toBe("succeeded");
});

test("events are listed newest first, by type and time, page by page", async () => {
  const { stripe, seconds, pass } = await paid("eur", 8_500);
  const before = seconds();
  pass(1);
  await stripe.customers.create({});
  const all = await stripe.events.list({ limit: 2 });
  const next = await stripe.events.list({ limit: 100, starting_after: all.data.at(-1)!.id });
  expect(all.has_more).toBe(true);
  expect([...all.data, ...next.data].map(({ type }) => type)).toEqual([
    "customer.created",
    "checkout.session.completed",
    "payment_intent.succeeded",
    "charge.succeeded",
    "payment_intent.created",
    "customer.created",
  ]);
  expect((await stripe.events.list({ created: { gt: before } })).data).toHaveLength(1);
  const types = ["charge.succeeded", "checkout.session.completed"];
  expect((await stripe.events.list({ types })).data.map(({ type }) => type)).toEqual(types.toReversed());
  const both = stripe.events.list({ types, type: "charge.succeeded" });
  expect(await refusalOf(both)).toMatchObject({ code: "parameters_exclusive" });
  expect((await stripe.events.list({ type: "charge.*" })).data).toHaveLength(1);
  const names: string[] = [];
  for await (const { type } of stripe.events.list({ limit: 1 })) names.push(type);
  expect(names).toHaveLength(6);
});

test("each key is an account of its own", async () => {
  const { as, customer } = await paid("eur", 8_500);
  const other = as("sk_test_b");
  expect((await other.customers.list()).data).toEqual([]);
  expect((await other.events.list()).data).toEqual([]);
  expect(await refusalOf(other.customers.retrieve(customer.id))).toMatchObject({ statusCode: 404 });
});

async function paid(currency: string, amount: number) {
  const scene = aStripe();
  return { ...scene, ...(await scene.aPayment(amount, { line_items: [anItem(amount, currency)] })) };
}
