import type Stripe from "stripe";
import { expect, test } from "vitest";
import { NotPossible } from "#sandbox/stripe/not-possible.ts";
import { aStripe, refusalOf } from "./a-stripe.ts";

test("a session is paid with one press, and everything about it can be read", async () => {
  const { stripe, vendor, aSession, happened } = aStripe();
  const { id: customer } = await stripe.customers.create({ email: "ann@demo.test", name: "Ann" });
  const opened = await stripe.checkout.sessions.create(
    aSession({
      customer,
      client_reference_id: "b1",
      metadata: { booking: "b1" },
      payment_intent_data: { metadata: { payment: "p1" }, statement_descriptor_suffix: "session" },
      customer_update: { name: "never" },
      saved_payment_method_options: { payment_method_save: "disabled" },
      adaptive_pricing: { enabled: false },
      excluded_payment_method_types: ["klarna", "sepa_debit", "bancontact"],
      wallet_options: { link: { display: "never" } },
      after_expiration: { recovery: { enabled: false } },
      submit_type: "book",
      locale: "en-GB",
    }),
  );
  expect(opened).toMatchObject({
    id: expect.stringMatching(/^cs_test_\w{58}$/),
    status: "open",
    payment_status: "unpaid",
    amount_total: 8_500,
    currency: "eur",
    payment_intent: null,
    payment_method_types: ["card"],
    url: expect.stringContaining(`/stripe/checkout/${opened.id}`),
  });

  vendor.pay(opened.id);

  const paid = await stripe.checkout.sessions.retrieve(opened.id, {
    expand: ["payment_intent.latest_charge.balance_transaction", "line_items", "customer"],
  });
  expect(paid).toMatchObject({
    status: "complete",
    payment_status: "paid",
    url: null,
    client_reference_id: "b1",
    metadata: { booking: "b1" },
    customer: { id: customer, name: "Ann" },
    customer_details: { email: "ann@demo.test" },
    line_items: { data: [{ amount_total: 8_500, quantity: 1, description: "Session" }] },
    payment_intent: {
      status: "succeeded",
      amount_received: 8_500,
      metadata: { payment: "p1" },
      latest_charge: {
        status: "succeeded",
        paid: true,
        metadata: { payment: "p1" },
        balance_transaction: { amount: 8_500, fee: 153, net: 8_347, status: "pending" },
      },
    },
  });
  expect(happened()).toEqual([
    "customer.created",
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);
});

test("a session expires by itself, at its own second and not before", async () => {
  const { stripe, vendor, aSession, pass, seconds, happened } = aStripe();
  const { id, expires_at } = await stripe.checkout.sessions.create(aSession());
  pass(29.9);
  expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("open");

  pass(120);

  expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: "expired", url: null });
  expect(happened()).toEqual(["checkout.session.expired"]);
  expect(vendor.events()[0]).toMatchObject({ created: expires_at, request: null });
  expect(expires_at).toBeLessThan(seconds());
  expect(() => vendor.pay(id)).toThrow(NotPossible);
});

test("a session can be ended before its time, once, and not when it is paid", async () => {
  const { stripe, vendor, aSession } = aStripe();
  const [ended, paid] = await Promise.all([1, 2].map(() => stripe.checkout.sessions.create(aSession())));
  vendor.pay(paid!.id);

  expect((await stripe.checkout.sessions.expire(ended!.id)).status).toBe("expired");

  const words = (status: string) =>
    `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`;
  expect(await refusalOf(stripe.checkout.sessions.expire(ended!.id))).toMatchObject({
    statusCode: 400,
    message: words("expired"),
  });
  expect(await refusalOf(stripe.checkout.sessions.expire(paid!.id))).toMatchObject({
    message: words("complete"),
  });
});

test("a declined card keeps the session open, and the same intent is paid by the next", async () => {
  const { stripe, vendor, aSession, happened } = aStripe();
  const { id } = await stripe.checkout.sessions.create(aSession());
  vendor.decline(id);
  const tried = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
  expect(tried).toMatchObject({
    status: "open",
    payment_status: "unpaid",
    payment_intent: { status: "requires_payment_method", last_payment_error: { code: "card_declined" } },
  });

  vendor.pay(id);

  const paid = await stripe.checkout.sessions.retrieve(id);
  expect(paid.payment_intent).toBe((tried.payment_intent as Stripe.PaymentIntent).id);
  expect(happened()).toEqual([
    "payment_intent.created",
    "charge.failed",
    "payment_intent.payment_failed",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);
});

test("an intent of an expired session is called off with it", async () => {
  const { stripe, vendor, aSession } = aStripe();
  const { id } = await stripe.checkout.sessions.create(aSession());
  const { payment_intent } = vendor.decline(id);
  expect(await refusalOf(stripe.paymentIntents.cancel(String(payment_intent)))).toMatchObject({
    code: "payment_intent_unexpected_state",
  });
  vendor.expire(id);
  expect((await stripe.paymentIntents.retrieve(String(payment_intent))).status).toBe("canceled");
});

test.each([
  ["arrives", "delaySucceeds", "paid", "succeeded", "checkout.session.async_payment_succeeded"],
  ["fails", "delayFails", "unpaid", "requires_payment_method", "checkout.session.async_payment_failed"],
] as const)(
  "a debit that %s completes the session first and tells of the money later",
  async (_words, how, status, intentStatus, event) => {
    const { stripe, vendor, aSession, happened } = aStripe();
    const { id } = await stripe.checkout.sessions.create(aSession());
    vendor.delay(id);
    expect(await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] })).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      payment_intent: { status: "processing" },
    });
    expect(happened()).toContain("checkout.session.completed");

    vendor[how](id);

    expect(await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] })).toMatchObject({
      payment_status: status,
      payment_intent: { status: intentStatus },
    });
    expect(happened().at(-1)).toBe(event);
    expect(() => vendor[how](id)).toThrow(NotPossible);
  },
);

test("where debits are excluded, nobody can pay by one", async () => {
  const { stripe, vendor, aSession } = aStripe();
  const wish = aSession({ excluded_payment_method_types: ["sepa_debit"] });
  const { id } = await stripe.checkout.sessions.create(wish);
  expect(() => vendor.delay(id)).toThrow(NotPossible);
});

test("setup mode saves a card with its customer and takes nothing", async () => {
  const { stripe, vendor, happened } = aStripe();
  const { id: customer } = await stripe.customers.create({});
  const { id } = await stripe.checkout.sessions.create({
    mode: "setup",
    currency: "eur",
    customer,
    success_url: "https://app.test/",
    setup_intent_data: { metadata: { consent: "c1" } },
  });

  vendor.pay(id);

  const done = await stripe.checkout.sessions.retrieve(id, { expand: ["setup_intent.payment_method"] });
  expect(done).toMatchObject({
    status: "complete",
    payment_status: "no_payment_required",
    payment_intent: null,
    setup_intent: {
      status: "succeeded",
      metadata: { consent: "c1" },
      payment_method: { customer, card: { last4: "4242" } },
    },
  });
  expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1);
  expect((await stripe.balance.retrieve()).pending).toEqual([expect.objectContaining({ amount: 0 })]);
  expect(happened()).toContain("setup_intent.succeeded");
});

test("a payment that saves the card attaches it; one that does not leaves it used up", async () => {
  const { stripe, aPayment } = aStripe();
  const saving = await aPayment(8_500, { payment_intent_data: { setup_future_usage: "off_session" } });
  const once = await aPayment();
  const saved = await stripe.customers.listPaymentMethods(saving.customer.id);
  expect(saved.data).toMatchObject([{ id: saving.intent.payment_method, allow_redisplay: "limited" }]);
  const attaching = stripe.paymentMethods.attach(String(once.intent.payment_method), {
    customer: once.customer.id,
  });
  expect(await refusalOf(attaching)).toMatchObject({ type: "StripeInvalidRequestError" });
});

test("somebody without a customer pays as a guest, or becomes one", async () => {
  const { stripe, vendor, aSession } = aStripe();
  const guest = await stripe.checkout.sessions.create(aSession({ customer_email: "guest@demo.test" }));
  const known = await stripe.checkout.sessions.create(aSession({ customer_creation: "always" }));
  expect(vendor.pay(guest.id)).toMatchObject({
    customer: null,
    customer_details: { email: "guest@demo.test" },
  });
  expect(vendor.pay(known.id).customer).toMatch(/^cus_/);
});

test("sessions are listed by what is asked of them", async () => {
  const { stripe, vendor, aSession } = aStripe();
  const { id: customer } = await stripe.customers.create({ email: "ann@demo.test" });
  const hers = await stripe.checkout.sessions.create(aSession({ customer }));
  const other = await stripe.checkout.sessions.create(aSession());
  vendor.pay(hers.id);
  const ids = async (asked: Stripe.Checkout.SessionListParams) =>
    (await stripe.checkout.sessions.list(asked)).data.map(({ id }) => id);

  expect(await ids({})).toEqual([other.id, hers.id]);
  expect(await ids({ customer })).toEqual([hers.id]);
  expect(await ids({ status: "open" })).toEqual([other.id]);
  expect(
    await ids({ payment_intent: String(vendor.find("checkout-sessions", hers.id).payment_intent) }),
  ).toEqual([hers.id]);
  expect((await stripe.checkout.sessions.listLineItems(hers.id)).data).toMatchObject([
    { amount_total: 8_500 },
  ]);
});
