import { expect, test } from "vitest";
import { aPlanPrice, aRunningPlan } from "./a-plan-price.ts";
import { aStripe, type Refused, refusalOf } from "./a-stripe.ts";

const once = { currency: "eur", unit_amount: 500 };

const refused: Refused[] = [
  [
    "voiding what was paid",
    async ({ stripe }) => stripe.invoices.voidInvoice(String((await aRunningPlan(stripe)).latest_invoice)),
    { message: expect.stringContaining("You can only pass in open invoices.") },
  ],
  [
    "paying what was paid",
    async ({ stripe }) => stripe.invoices.pay(String((await aRunningPlan(stripe)).latest_invoice)),
    { message: "Invoice is already paid" },
  ],
  [
    "paying what nobody has to pay",
    async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create({});
      const items = [{ price: await aPlanPrice(stripe) }];
      const plan = await stripe.subscriptions.create({
        customer,
        items,
        payment_behavior: "default_incomplete",
      });
      await stripe.invoices.voidInvoice(String(plan.latest_invoice));
      return stripe.invoices.pay(String(plan.latest_invoice));
    },
    { message: "Invoice is void and cannot be paid." },
  ],
  [
    "a portal for nobody",
    ({ stripe }) => stripe.billingPortal.sessions.create({}),
    { code: "parameter_missing", param: "customer" },
  ],
  [
    "a portal that is set up nowhere",
    async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create({});
      return stripe.billingPortal.sessions.create({ customer, configuration: "bpc_none" });
    },
    { code: "resource_missing", param: "configuration" },
  ],
  [
    "a price of two products",
    ({ stripe }) => stripe.prices.create({ ...once, product: "prod_1", product_data: { name: "A" } }),
    { code: "parameters_exclusive" },
  ],
  [
    "a price of nothing",
    ({ stripe }) => stripe.prices.create(once),
    { code: "parameter_missing", param: "product" },
  ],
  [
    "a price of no amount",
    ({ stripe }) => stripe.prices.create({ currency: "eur", product_data: { name: "A" } }),
    { code: "parameter_missing", param: "unit_amount" },
  ],
  [
    "a price of a product that is not there",
    ({ stripe }) => stripe.prices.create({ ...once, product: "prod_none" }),
    { code: "resource_missing", param: "product" },
  ],
  [
    "a lookup key that is taken",
    async ({ stripe }) => {
      const wish = { ...once, product_data: { name: "A" }, lookup_key: "monthly" };
      await stripe.prices.create(wish);
      return stripe.prices.create(wish);
    },
    { param: "lookup_key" },
  ],
  [
    "a product that is there already",
    async ({ stripe }) => {
      await stripe.products.create({ id: "plan", name: "Plan" });
      return stripe.products.create({ id: "plan", name: "Plan" });
    },
    { code: "resource_already_exists", param: "id" },
  ],
  [
    "a code for no coupon",
    ({ stripe }) => stripe.promotionCodes.create({ promotion: { type: "coupon" } }),
    { code: "parameter_missing", param: "promotion[coupon]" },
  ],
  [
    "a least amount in no currency",
    async ({ stripe }) => {
      const { id: coupon } = await stripe.coupons.create({ percent_off: 5 });
      return stripe.promotionCodes.create({
        promotion: { type: "coupon", coupon },
        restrictions: { minimum_amount: 5 },
      });
    },
    { code: "parameter_missing", param: "restrictions[minimum_amount_currency]" },
  ],
  [
    "a code that is over when it begins",
    async ({ stripe, seconds }) => {
      const { id: coupon } = await stripe.coupons.create({ percent_off: 5 });
      return stripe.promotionCodes.create({ promotion: { type: "coupon", coupon }, expires_at: seconds() });
    },
    { param: "expires_at" },
  ],
  [
    "an end that is over",
    async ({ stripe, seconds }) => {
      const { id } = await aRunningPlan(stripe);
      return stripe.subscriptions.update(id, { cancel_at: seconds() });
    },
    { param: "cancel_at" },
  ],
  [
    "an item that is not there",
    async ({ stripe }) =>
      stripe.subscriptions.update((await aRunningPlan(stripe)).id, {
        items: [{ id: "si_none", quantity: 2 }],
      }),
    { code: "resource_missing", param: "items[0][id]" },
  ],
  [
    "a plan of a price that is not there",
    async ({ stripe }) =>
      stripe.subscriptions.create({
        customer: (await stripe.customers.create({})).id,
        items: [{ price: "price_none" }],
      }),
    { code: "resource_missing", param: "items[0][price]" },
  ],
  [
    "a plan of no price",
    async ({ stripe }) =>
      stripe.subscriptions.create({
        customer: (await stripe.customers.create({})).id,
        items: [{ quantity: 1 }],
      }),
    { code: "parameter_missing", param: "items[0][price]" },
  ],
  [
    "a plan of a product that is not there",
    async ({ stripe }) => {
      const price_data = { ...once, product: "prod_none", recurring: { interval: "month" as const } };
      return stripe.subscriptions.create({
        customer: (await stripe.customers.create({})).id,
        items: [{ price_data }],
      });
    },
    { code: "resource_missing", param: "items[0][price_data][product]" },
  ],
  [
    "a plan paid by nobody's card",
    async ({ stripe }) => {
      const { id: customer } = await stripe.customers.create({});
      const items = [{ price: await aPlanPrice(stripe) }];
      return stripe.subscriptions.create({ customer, items, default_payment_method: "pm_card_visa" });
    },
    { code: "resource_missing", param: "default_payment_method" },
  ],
  [
    "a plan that is paid once",
    async ({ stripe }) => {
      const { id: price } = await stripe.prices.create({ ...once, product_data: { name: "A" } });
      return stripe.subscriptions.create({
        customer: (await stripe.customers.create({})).id,
        items: [{ price }],
      });
    },
    { param: "items[0][price]" },
  ],
  [
    "changing a plan that has ended",
    async ({ stripe }) => {
      const { id } = await aRunningPlan(stripe);
      await stripe.subscriptions.cancel(id);
      return stripe.subscriptions.update(id, { cancel_at_period_end: true });
    },
    { code: "invalid_canceled_subscription_fields" },
  ],
  [
    "ending a plan twice",
    async ({ stripe }) => {
      const { id } = await aRunningPlan(stripe);
      await stripe.subscriptions.cancel(id);
      return stripe.subscriptions.cancel(id);
    },
    { code: "resource_missing", statusCode: 404 },
  ],
  [
    "resuming a plan that runs",
    async ({ stripe }) => stripe.subscriptions.resume((await aRunningPlan(stripe)).id),
    { message: expect.stringContaining("only paused ones can be resumed") },
  ],
  [
    "a transfer of nothing in particular",
    async ({ stripe, vendor }) => {
      const { id: destination } = await stripe.accounts.create({ type: "express" });
      vendor.onboard(destination);
      return stripe.transfers.create({ currency: "eur", destination });
    },
    { code: "parameter_missing", param: "amount" },
  ],
];

test.each(refused)("%s is refused in Stripe's own words", async (_words, ask, answer) => {
  expect(await refusalOf(ask(aStripe()))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    ...answer,
  });
});
