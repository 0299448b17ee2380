import { expect, test } from "vitest";
import { NotPossible } from "#sandbox/stripe/not-possible.ts";
import { aPlanPrice, aRunningPlan } from "./a-plan-price.ts";
import { aStripe, refusalOf } from "./a-stripe.ts";

test("a declined card is told with 402, by a plan that must not be incomplete and by an invoice", async () => {
  const { stripe, aSavedCard } = aStripe();
  const { customer, payment_method } = await aSavedCard("declines-later");
  const wish = {
    customer,
    items: [{ price: await aPlanPrice(stripe) }],
    default_payment_method: payment_method,
  };
  const declined = { type: "StripeCardError", statusCode: 402, code: "card_declined" };
  const asking = stripe.subscriptions.create({ ...wish, payment_behavior: "error_if_incomplete" });
  expect(await refusalOf(asking)).toMatchObject(declined);
  expect((await stripe.subscriptions.list({ customer })).data).toEqual([]);

  const { latest_invoice } = await stripe.subscriptions.create(wish);
  expect(await refusalOf(stripe.invoices.pay(String(latest_invoice)))).toMatchObject(declined);
});

test("with a customer their plans end and their cards are nobody's", async () => {
  const { stripe, happened } = aStripe();
  const plan = await aRunningPlan(stripe);
  await stripe.customers.del(String(plan.customer));
  expect((await stripe.subscriptions.retrieve(plan.id)).status).toBe("canceled");
  expect((await stripe.paymentMethods.retrieve(String(plan.default_payment_method))).customer).toBeNull();
  expect(happened().at(-1)).toBe("customer.deleted");
});

test("a portal does only what it is set up to do, for a customer who is there", async () => {
  const { stripe, vendor } = aStripe();
  const plan = await aRunningPlan(stripe);
  const customer = String(plan.customer);
  const { id: configuration } = await stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
  });
  const { id } = await stripe.billingPortal.sessions.create({ customer, configuration });
  expect(() => vendor.inPortal(id, { do: "end", subscription: plan.id })).toThrow(
    "does not let plans be ended",
  );
  expect(() => vendor.inPortal(id, { do: "keep", subscription: "sub_none" })).toThrow("No such plan runs.");
  expect(() => vendor.inPortal("bps_none", { do: "card" })).toThrow(NotPossible);
  await stripe.customers.del(customer);
  expect(() => vendor.inPortal(id, { do: "card" })).toThrow("This customer is gone.");
});
