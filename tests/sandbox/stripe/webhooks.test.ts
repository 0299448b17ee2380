import Stripe from "stripe";
import { expect, test } from "vitest";
import { aStripe, hookSecret } from "./a-stripe.ts";
import { aListeningApp } from "./an-app.ts";

const ofAPayment = ["checkout.session.completed", "payment_intent.succeeded"];

test("the app hears what it is set up to hear, signed so that the SDK takes it", async () => {
  const { aPaidSession, untilHeard, heard, stripe } = await aListeningApp();
  const id = await aPaidSession();
  expect((await untilHeard(2)).toSorted()).toEqual(ofAPayment);
  const completed = heard.find(({ type }) => type === "checkout.session.completed");
  expect(completed).toMatchObject({
    api_version: "2026-10-28.endive",
    data: { object: { id, payment_status: "paid" } },
  });
  expect((await stripe().events.retrieve(completed!.id)).id).toBe(completed!.id);
});

test("a webhook that is not taken is sent again", async () => {
  const { aPaidSession, untilHeard, answer, refused } = await aListeningApp();
  answer(500, 500);
  await aPaidSession();
  expect((await untilHeard(2)).toSorted()).toEqual(ofAPayment);
  expect(refused).toHaveLength(2);
});

test("webhooks can come twice", async () => {
  const { aPaidSession, untilHeard, heard, fail } = await aListeningApp();
  await fail({ service: "stripe", fault: "duplicate-webhook", times: 1 });
  await aPaidSession();
  await untilHeard(4);
  expect(new Set(heard.map(({ id }) => id)).size).toBe(2);
});

test("webhooks that are held are brought when asked for, or lost, and can be sent again", async () => {
  const { aPaidSession, untilHeard, heard, fail, post, json, stripe } = await aListeningApp();
  await fail({ service: "stripe", fault: "hold-webhooks" });
  await aPaidSession();
  expect(heard).toEqual([]);
  await post("/control/stripe/webhooks", { do: "deliver" });
  await untilHeard(2);

  await aPaidSession();
  expect(await (await post("/control/stripe/webhooks", { do: "lose" })).json()).toEqual({ waiting: 0 });
  const { data } = await stripe().events.list({ type: "checkout.session.completed" });
  await post("/control/stripe/webhooks", { do: "send-again", event: data[0]!.id });
  await json("/control/faults", { method: "DELETE" });

  await untilHeard(3);
  expect(heard[2]!.id).toBe(data[0]!.id);
});

test("a session that expires while nobody asks is told of all the same", async () => {
  const { stripe, untilHeard, pass } = await aListeningApp();
  const session = await stripe().checkout.sessions.create({
    mode: "setup",
    currency: "eur",
    success_url: "http://app.test/",
  });
  pass(24);
  expect(await untilHeard(1)).toEqual(["checkout.session.expired"]);
  expect(session.status).toBe("open");
});

test("an endpoint made by a call has its secret told once, and hears what it asked for", async () => {
  const { stripe, vendor } = aStripe({ key: "sk_test_b" });
  const made = await stripe.webhookEndpoints.create({
    url: "https://app.test/hook",
    enabled_events: ["customer.created"],
  });
  expect((await stripe.webhookEndpoints.list()).data).toEqual([
    expect.not.objectContaining({ secret: made.secret }),
  ]);

  await stripe.customers.create({});
  await stripe.paymentIntents.create({ amount: 500, currency: "eur" });

  const told = vendor.deliverWebhooks();
  expect(told).toMatchObject([{ type: "customer.created", url: "https://app.test/hook" }]);
  await stripe.webhookEndpoints.del(made.id);
  await stripe.customers.create({});
  expect(vendor.deliverWebhooks()).toEqual([]);
});

test("in process, webhooks are handed over once, signed by the given clock", async () => {
  const { vendor, aPayment, seconds } = aStripe();
  await aPayment();
  const told = vendor.deliverWebhooks();
  expect(told.map(({ type }) => type)).toEqual(ofAPayment.toReversed());
  expect(vendor.deliverWebhooks()).toEqual([]);

  const [{ body, headers, id }] = told as [(typeof told)[number]];
  const signature = headers["stripe-signature"]!;
  const verify = (text: string, at: number) =>
    Stripe.webhooks.constructEvent(text, signature, hookSecret, undefined, undefined, at * 1000);
  expect(verify(body, seconds()).id).toBe(id);
  expect(() => verify(body, seconds() + 301)).toThrow("Timestamp outside the tolerance zone");
  expect(() => verify(body.replace("8500", "1"), seconds())).toThrow("signature");
});

test("in process, webhooks can be held, doubled and shuffled", async () => {
  const { vendor, aPayment } = aStripe();
  vendor.fail({ fault: "hold-webhooks", times: 1 });
  vendor.fail({ fault: "duplicate-webhook", times: 1 });
  vendor.fail({ fault: "shuffle-webhooks", times: 1 });
  await aPayment();
  expect(vendor.deliverWebhooks()).toEqual([]);
  const told = vendor.deliverWebhooks();
  expect(told).toHaveLength(4);
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
});
