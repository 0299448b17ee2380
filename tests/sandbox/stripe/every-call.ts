import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Stripe from "stripe";
import { defaultFolder, openContracts, type Violation } from "#sandbox/contracts.ts";
import { anItem, aStripe, sdk } from "./a-stripe.ts";

const file = join(defaultFolder(), "stripe.reduced.json");
const known: Record<string, object> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).paths : {};
/** Every operation of the contract, as `POST /v1/refunds`; none where it is not on this machine. */
export const operations = Object.entries(known).flatMap(([path, methods]) =>
  Object.keys(methods)
    .filter((method) => method !== "parameters")
    .map((method) => `${method.toUpperCase()} ${path}`),
);

/** A Stripe whose every exchange is held against the contract, and counted to its operation. */
export function watched() {
  const scene = aStripe();
  const contracts = openContracts();
  const done = new Set<string>();
  const broken: (Violation & { at: string })[] = [];
  const paths = operations.map((name) => {
    const [method = "", path = ""] = name.split(" ");
    return {
      name,
      method,
      path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
      ids: path.split("{").length,
    };
  });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const raw = await request.clone().text();
    const response = await scene.vendor.fetch(request);
    const answer = await response.clone().json();
    const fitting = paths.filter(({ method, path }) => method === request.method && path.test(url.pathname));
    const [way] = fitting.toSorted((one, other) => one.ids - other.ids);
    if (way && response.ok) done.add(way.name);
    const found = contracts?.({
      service: "stripe",
      method: request.method,
      url,
      raw,
      status: response.status,
      answer,
    });
    for (const violation of found ?? [])
      broken.push({ at: `${request.method} ${url.pathname}`, ...violation });
    return response;
  };
  return { ...scene, stripe: sdk(fetch, "sk_test_a"), done, broken };
}

type Scene = ReturnType<typeof watched>;

/** Every call about paying and giving back. */
export async function payments({ stripe, vendor, done, aSession }: Scene) {
  const customer = await stripe.customers.create({
    email: "ann@demo.test",
    name: "Ann",
    metadata: { client: "c1" },
  });
  await stripe.customers.update(customer.id, { phone: "+351 1" });
  await stripe.customers.retrieve(customer.id);
  await stripe.customers.list({ email: "ann@demo.test" });
  const opened = await stripe.checkout.sessions.create(
    aSession({ customer: customer.id, payment_intent_data: { setup_future_usage: "off_session" } }),
  );
  await stripe.checkout.sessions.update(opened.id, { metadata: { booking: "b1" } });
  vendor.decline(opened.id);
  vendor.pay(opened.id);
  const left = await stripe.checkout.sessions.create(aSession());
  await stripe.checkout.sessions.expire(left.id);
  const paid = await stripe.checkout.sessions.retrieve(opened.id, {
    expand: ["payment_intent.latest_charge"],
  });
  await stripe.checkout.sessions.list({ limit: 100 });
  await stripe.checkout.sessions.listLineItems(opened.id);
  const later = await stripe.checkout.sessions.create(aSession());
  vendor.delay(later.id);
  vendor.delayFails(later.id);

  const [card] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  const off = await stripe.paymentIntents.create({
    amount: 500,
    currency: "eur",
    customer: customer.id,
    payment_method: card!.id,
    off_session: true,
    confirm: true,
  });
  const unpaid = await stripe.paymentIntents.create({ amount: 500, currency: "eur" });
  await stripe.paymentIntents.update(unpaid.id, { metadata: { booking: "b1" } });
  await stripe.paymentIntents.cancel(unpaid.id);
  await stripe.paymentIntents.retrieve(off.id);
  await stripe.paymentIntents.list();

  const intent = paid.payment_intent as Stripe.PaymentIntent;
  const charge = (intent.latest_charge as Stripe.Charge).id;
  await stripe.charges.retrieve(charge, { expand: ["balance_transaction", "refunds"] });
  await stripe.charges.list({ customer: customer.id });
  vendor.newRefunds("wait");
  const refund = await stripe.refunds.create({ charge, amount: 500 });
  await stripe.refunds.update(refund.id, { metadata: { booking: "b1" } });
  vendor.failRefund(refund.id);
  vendor.newRefunds("succeed");
  await stripe.refunds.create({ charge, amount: 500 });
  await stripe.refunds.retrieve(refund.id);
  await stripe.refunds.list({ charge });
  // A refund to a card can never be cancelled; the call is answered with the refusal the vendor gives.
  await stripe.refunds.cancel(refund.id).catch(() => done.add("POST /v1/refunds/{id}/cancel"));
  const dispute = vendor.dispute(String(off.latest_charge));
  await stripe.disputes.retrieve(dispute.id);
  await stripe.disputes.list();
  vendor.decide(dispute.id, "won");

  await stripe.balance.retrieve();
  const [moved] = (await stripe.balanceTransactions.list({ limit: 100 })).data;
  await stripe.balanceTransactions.retrieve(moved!.id);
  const [event] = (await stripe.events.list({ limit: 100 })).data;
  await stripe.events.retrieve(event!.id);
  const hook = await stripe.webhookEndpoints.create({ url: "https://app.test/x", enabled_events: ["*"] });
  await stripe.webhookEndpoints.list();
  await stripe.webhookEndpoints.del(hook.id);
  await stripe.customers.del((await stripe.customers.create({})).id);
}

/** Every call about what is sold and what renews. */
export async function plans({ stripe, vendor, seconds }: Scene) {
  const product = await stripe.products.create({ name: "Four sessions" });
  await stripe.products.update(product.id, { description: "A month" });
  await stripe.products.retrieve(product.id);
  await stripe.products.list({ active: true });
  const recurring = { interval: "month" } as const;
  const price = await stripe.prices.create({
    product: product.id,
    currency: "eur",
    unit_amount: 8_500,
    recurring,
  });
  await stripe.prices.update(price.id, { nickname: "monthly" });
  await stripe.prices.retrieve(price.id, { expand: ["product"] });
  await stripe.prices.list({ product: product.id });
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
  await stripe.coupons.update(coupon.id, { name: "Ten" });
  await stripe.coupons.retrieve(coupon.id);
  await stripe.coupons.list();
  await stripe.coupons.del((await stripe.coupons.create({ percent_off: 5 })).id);
  const code = await stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "TEN",
  });
  await stripe.promotionCodes.update(code.id, { metadata: { by: "ana" } });
  await stripe.promotionCodes.retrieve(code.id, { expand: ["promotion.coupon"] });
  await stripe.promotionCodes.list({ code: "TEN" });

  const customer = await stripe.customers.create({ email: "priya@demo.test" });
  const opened = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    success_url: "https://app.test/",
    line_items: [{ price: price.id, quantity: 1 }],
    discounts: [{ promotion_code: code.id }],
  });
  vendor.pay(opened.id, "declines-later");
  const [running] = (
    await stripe.subscriptions.list({ customer: customer.id, expand: ["data.latest_invoice"] })
  ).data;
  await stripe.subscriptions.update(running!.id, { metadata: { plan: "p1" } });
  await stripe.subscriptions.retrieve(running!.id, { expand: ["latest_invoice"] });
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: seconds() });
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: seconds() + 31 * 86_400 });
  const [due] = (await stripe.invoices.list({ subscription: running!.id, status: "open" })).data;
  await stripe.invoices.retrieve(due!.id);
  await stripe.invoices.pay(due!.id, { payment_method: "pm_card_visa" });
  vendor.advance(31 * 86_400);
  const [next] = (await stripe.invoices.list({ subscription: running!.id, status: "open" })).data;
  await stripe.invoices.voidInvoice(next!.id);
  await stripe.invoicePayments.list({ invoice: due!.id });
  await stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
  await stripe.billingPortal.configurations.list();
  await stripe.billingPortal.sessions.create({ customer: customer.id, return_url: "https://app.test/" });
  await stripe.subscriptions.cancel(running!.id);

  const trial = await stripe.subscriptions.create({
    customer: (await stripe.customers.create({})).id,
    items: [{ price: price.id }],
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method: "pause" } },
  });
  vendor.advance(8 * 86_400);
  await stripe.subscriptions.resume(trial.id);
}

/** Every call about who else is paid. */
export async function people({ stripe, vendor, pass }: Scene) {
  const made = await stripe.accounts.create({ type: "express", country: "PT", email: "ana@harbour.test" });
  await stripe.accounts.update(made.id, { settings: { payouts: { schedule: { interval: "manual" } } } });
  await stripe.accountLinks.create({
    account: made.id,
    type: "account_onboarding",
    refresh_url: "https://app.test/again",
    return_url: "https://app.test/done",
  });
  vendor.onboard(made.id);
  await stripe.accounts.createLoginLink(made.id);
  await stripe.accounts.retrieve(made.id);
  await stripe.accounts.retrieveCurrent();
  await stripe.accounts.list();
  await stripe.accounts.del((await stripe.accounts.create({ type: "express" })).id);
  const opened = await stripe.checkout.sessions.create({
    mode: "payment",
    success_url: "https://app.test/",
    line_items: [anItem(10_000)],
  });
  const session = vendor.pay(opened.id);
  const intent = await stripe.paymentIntents.retrieve(String(session.payment_intent));
  const transfer = await stripe.transfers.create({
    amount: 7_000,
    currency: "eur",
    destination: made.id,
    source_transaction: String(intent.latest_charge),
  });
  await stripe.transfers.update(transfer.id, { metadata: { booking: "b1" } });
  await stripe.transfers.createReversal(transfer.id, { amount: 500 });
  await stripe.transfers.listReversals(transfer.id);
  await stripe.transfers.retrieve(transfer.id, { expand: ["destination_payment", "balance_transaction"] });
  await stripe.transfers.list({ destination: made.id });
  pass(5 * 24 * 60);
  const hers = { stripeAccount: made.id };
  const payout = await stripe.payouts.create({ amount: 1_000, currency: "eur" }, hers);
  await stripe.payouts.retrieve(payout.id, {}, hers);
  await stripe.payouts.list({}, hers);
  const failing = await stripe.payouts.create({ amount: 1_000, currency: "eur" }, hers);
  vendor.failPayout(failing.id);
  vendor.restrict(made.id);
  vendor.disconnect((await stripe.accounts.create({ type: "express" })).id);
}
