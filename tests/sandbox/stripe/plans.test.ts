import type Stripe from "stripe";
import { expect, test } from "vitest";
import { aStripe } from "./a-stripe.ts";

const [hour, day] = [60 * 60, 24 * 60 * 60];

/** A customer with a monthly plan of €85, taken out through Checkout on 20 November. */
async function aPlan({
  card = "ok",
  ...change
}: Partial<Stripe.Checkout.SessionCreateParams> & {
  card?: Parameters<ReturnType<typeof aStripe>["vendor"]["pay"]>[1];
} = {}) {
  const scene = aStripe();
  const { stripe, vendor } = scene;
  const customer = await stripe.customers.create({ email: "ann@demo.test" });
  const product = await stripe.products.create({ name: "Four sessions" });
  const price = await stripe.prices.create({
    product: product.id,
    currency: "eur",
    unit_amount: 8_500,
    recurring: { interval: "month" },
  });
  const opened = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    success_url: "https://app.test/",
    line_items: [{ price: price.id, quantity: 1 }],
    subscription_data: { metadata: { plan: "p1" } },
    ...change,
  });
  const session = vendor.pay(opened.id, card);
  const id = String(session.subscription);
  return {
    ...scene,
    customer: customer.id,
    price,
    session,
    id,
    now: () => stripe.subscriptions.retrieve(id),
    invoices: async () => (await stripe.invoices.list({ subscription: id })).data,
  };
}

test("Checkout begins a plan: subscription, first invoice and its payment hang together", async () => {
  const { stripe, session, id, now, invoices, happened } = await aPlan();
  expect(session).toMatchObject({ payment_status: "paid", payment_intent: null, status: "complete" });
  expect(await now()).toMatchObject({
    status: "active",
    metadata: { plan: "p1" },
    latest_invoice: session.invoice,
    items: { data: [{ current_period_end: Date.UTC(2026, 11, 20, 12) / 1000, plan: { amount: 8_500 } }] },
  });
  const [invoice] = await invoices();
  expect(invoice).toMatchObject({
    status: "paid",
    billing_reason: "subscription_create",
    total: 8_500,
    amount_paid: 8_500,
    parent: { subscription_details: { subscription: id, metadata: { plan: "p1" } } },
    lines: { data: [{ amount: 8_500 }] },
  });
  const payments = await stripe.invoicePayments.list({ invoice: invoice!.id });
  const intent = await stripe.paymentIntents.retrieve(String(payments.data[0]!.payment.payment_intent));
  expect(intent).toMatchObject({ status: "succeeded", amount_received: 8_500 });
  expect(happened()).toEqual(
    expect.arrayContaining([
      "customer.subscription.created",
      "invoice.finalized",
      "invoice.paid",
      "checkout.session.completed",
    ]),
  );
});

test("a plan renews by itself: a draft for an hour, then paid", async () => {
  const { vendor, now, invoices } = await aPlan();
  vendor.advance(30 * day);
  expect(await invoices()).toMatchObject([
    { status: "draft", billing_reason: "subscription_cycle" },
    { status: "paid" },
  ]);
  vendor.advance(hour);
  expect((await invoices())[0]).toMatchObject({ status: "paid", amount_paid: 8_500 });
  expect((await now()).items.data[0]!.current_period_end).toBe(Date.UTC(2027, 0, 20, 12) / 1000);
});

test("many periods pass in their order when nobody looks for half a year", async () => {
  const { vendor, invoices } = await aPlan();
  vendor.advance(182 * day);
  const all = await invoices();
  expect(all).toHaveLength(7);
  expect(all.every(({ status }) => status === "paid")).toBe(true);
  expect(all.map(({ number }) => number!.slice(-4))).toEqual([
    "0007",
    "0006",
    "0005",
    "0004",
    "0003",
    "0002",
    "0001",
  ]);
});

test("a renewal that is declined is tried three times more, and then the plan ends", async () => {
  const { vendor, now, invoices, happened } = await aPlan({ card: "declines-later" });
  vendor.advance(30 * day + hour);
  expect((await now()).status).toBe("past_due");
  expect((await invoices())[0]).toMatchObject({ status: "open", attempt_count: 1 });
  vendor.advance(16 * day);
  expect(await now()).toMatchObject({
    status: "canceled",
    cancellation_details: { reason: "payment_failed" },
  });
  expect(happened().filter((type) => type === "invoice.payment_failed")).toHaveLength(4);
  expect(happened().at(-1)).toBe("customer.subscription.deleted");
});

test("a declined renewal can be paid with another card, and the plan goes on", async () => {
  const { stripe, vendor, customer, now, invoices } = await aPlan({ card: "declines-later" });
  vendor.advance(30 * day + hour);
  const portal = await stripe.billingPortal.sessions.create({ customer, return_url: "https://app.test/" });
  vendor.inPortal(portal.id, { do: "card", card: "ok" });
  const [invoice] = await invoices();
  expect((await stripe.invoices.pay(invoice!.id)).status).toBe("paid");
  expect((await now()).status).toBe("active");
  vendor.advance(31 * day);
  expect((await invoices())[0]).toMatchObject({ status: "paid" });
});

test("a card that asks for its owner says so at renewal", async () => {
  const { vendor, happened } = await aPlan({ card: "needs-authentication" });
  vendor.advance(31 * day);
  expect(happened()).toContain("invoice.payment_action_required");
});

test("a plan that is to end with its period ends with it, unless it is kept after all", async () => {
  const { stripe, vendor, customer, id, now } = await aPlan();
  const portal = await stripe.billingPortal.sessions.create({ customer });
  vendor.inPortal(portal.id, { do: "end", subscription: id });
  expect(await now()).toMatchObject({
    status: "active",
    cancel_at_period_end: true,
    canceled_at: expect.any(Number),
  });
  vendor.inPortal(portal.id, { do: "keep", subscription: id });
  expect(await now()).toMatchObject({ cancel_at_period_end: false, cancel_at: null });

  await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  vendor.advance(31 * day);

  expect(await now()).toMatchObject({
    status: "canceled",
    cancellation_details: { reason: "cancellation_requested" },
  });
  expect((await stripe.subscriptions.list({ customer })).data).toEqual([]);
  expect((await stripe.subscriptions.list({ customer, status: "all" })).data).toHaveLength(1);
});

test("a plan can be ended at once, and nothing comes after", async () => {
  const { stripe, vendor, id, invoices } = await aPlan();
  await stripe.subscriptions.cancel(id);
  vendor.advance(90 * day);
  expect(await invoices()).toHaveLength(1);
});

test("a trial costs nothing, is announced three days before its end, and then is paid", async () => {
  const { vendor, session, now, invoices, happened } = await aPlan({
    subscription_data: { trial_period_days: 14 },
  });
  expect(session).toMatchObject({ amount_total: 0, payment_status: "no_payment_required" });
  expect((await now()).status).toBe("trialing");
  vendor.advance(11 * day);
  expect(happened().at(-1)).toBe("customer.subscription.trial_will_end");
  vendor.advance(3 * day + hour);
  expect((await now()).status).toBe("active");
  expect((await invoices())[0]).toMatchObject({ status: "paid", amount_paid: 8_500 });
});

test("a paused plan goes on without being paid for", async () => {
  const { stripe, vendor, id, invoices, now } = await aPlan();
  await stripe.subscriptions.update(id, { pause_collection: { behavior: "void" } });
  vendor.advance(31 * day);
  expect((await invoices())[0]).toMatchObject({ status: "void" });
  await stripe.subscriptions.update(id, { pause_collection: "" });
  vendor.advance(31 * day);
  expect((await invoices())[0]).toMatchObject({ status: "paid" });
  expect((await now()).pause_collection).toBeNull();
});

test("a dearer plan in the middle of a period costs the difference for the time that is left", async () => {
  const { stripe, vendor, id, price, now, invoices } = await aPlan();
  vendor.advance(15 * day);
  const dearer = await stripe.prices.create({
    product: String(price.product),
    currency: "eur",
    unit_amount: 17_000,
    recurring: { interval: "month" },
  });
  const item = (await now()).items.data[0]!.id;
  await stripe.subscriptions.update(id, {
    items: [{ id: item, price: dearer.id }],
    proration_behavior: "always_invoice",
  });
  expect((await invoices())[0]).toMatchObject({
    billing_reason: "subscription_update",
    total: 4_250,
    status: "paid",
  });
});

test("without a card a plan does not begin; one that is declined is incomplete and expires", async () => {
  const { stripe, vendor, aSavedCard } = aStripe();
  const product = await stripe.products.create({ name: "Plan" });
  const price = await stripe.prices.create({
    product: product.id,
    currency: "eur",
    unit_amount: 8_500,
    recurring: { interval: "month" },
  });
  const { customer, payment_method } = await aSavedCard("declines-later");
  const made = await stripe.subscriptions.create({
    customer,
    items: [{ price: price.id }],
    default_payment_method: payment_method,
  });
  expect(made.status).toBe("incomplete");
  vendor.advance(23 * hour);
  expect((await stripe.subscriptions.retrieve(made.id)).status).toBe("incomplete_expired");
  expect((await stripe.invoices.list({ customer })).data).toMatchObject([{ status: "void" }]);
});

test("a test clock moves Stripe's time", async () => {
  const { stripe, seconds, invoices } = await aPlan();
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: seconds() });
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: seconds() + 31 * day });
  expect(await invoices()).toHaveLength(2);
});
