import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { keepKeys } from "#app/domain/practices/stripe-keys.ts";
import { aTill, type Till } from "#tests/support/a-till.ts";
import { findBroken } from "#tests/support/invariants.ts";
import { aPractice } from "#tests/support/practice.ts";
import { minute, reconcile } from "./support/money-actors.ts";
import { type Ear, earOf } from "./support/webhook-ear.ts";

let till: Till;
let ear: Ear;
beforeAll(async () => {
  till = await aTill();
  ear = earOf(till);
});
afterEach(async () => expect(await findBroken(till.database.pool)).toEqual([]));
afterAll(() => till.close());

/** Whoever else sells something through the same account at Stripe. */
const aShop = () =>
  new Stripe("sk_test_till", {
    httpClient: Stripe.createFetchHttpClient(till.vendor.fetch),
    maxNetworkRetries: 0,
  });

test("what means nothing here is kept and left alone", async () => {
  const before = await ear.kept();
  const strange = [
    "invoice.paid",
    "customer.created",
    "radar.early_fraud_warning.created",
    "a.thing.of.next.year",
  ];
  for (const [n, type] of strange.entries())
    expect(await ear.hear(ear.said({ id: `evt_odd_${n}`, type }))).toBe("heard");
  expect(await ear.kept()).toEqual({ ...before, events: before.events + strange.length });
});

test("what is about somebody else's money in the same account asks for nothing", async () => {
  const secretless = { id: "ch_of_a_shop", object: "charge", payment_intent: "pi_of_a_shop" };
  for (const type of [
    "charge.succeeded",
    "payment_intent.succeeded",
    "refund.created",
    "checkout.session.completed",
  ])
    expect(await ear.hear(ear.said({ id: `evt_${type}`, type, data: { object: secretless } }))).toBe("heard");
  const done = await till.work();
  expect(done.filter((job) => job.includes("failed"))).toEqual([]);
  expect((await ear.kept()).undone).toBe(0);
});

test("a dispute about somebody else's payment in the same account is looked at and left", async () => {
  const stripe = aShop();
  const customer = await stripe.customers.create({});
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    customer: customer.id,
    success_url: "https://shop.test",
    line_items: [
      { quantity: 1, price_data: { currency: "eur", unit_amount: 900, product_data: { name: "A book" } } },
    ],
  });
  till.vendor.pay(session.id);
  const [charge] = till.vendor.list("charges").slice(-1);
  const dispute = till.vendor.dispute(charge!.id);
  for (const message of ear.told()) expect(await ear.hear(message)).toBe("heard");
  await till.work();
  till.clock.advance(3 * minute);
  await reconcile(till);
  expect((await ear.kept()).undone).toBe(0);
  expect(await till.rows("select id from disputes where stripe_dispute = $1", dispute.id)).toEqual([]);
});

test("each practice hears under its own secret, and under no other's", async () => {
  const other = await aPractice(till.house);
  const theirs = `practice-${other.slug}`;
  const event = { id: "evt_of_one", type: "charge.succeeded" };
  expect(await ear.hear(ear.said(event), theirs)).toBe("unknown");
  await keepKeys(other.ctx, { secretKey: "sk_test_other", webhookSecret: "whsec_other" });
  const before = await ear.kept();
  expect(await ear.hear(ear.said(event), theirs)).toBe("not_theirs");
  expect(await ear.hear(ear.said(event, "whsec_other"))).toBe("not_theirs");
  expect(await ear.hear(ear.said(event), "nobody")).toBe("unknown");
  expect(await ear.kept()).toEqual(before);
  expect(await ear.hear(ear.said(event, "whsec_other"), theirs)).toBe("heard");
  expect(await ear.hear(ear.said(event))).toBe("heard");
  await till.rows("delete from stripe_accounts");
});
