import type Stripe from "stripe";

/** A price that comes every month, €85 unless told. */
export async function aPlanPrice(stripe: Stripe, unit_amount = 8_500): Promise<string> {
  const price = await stripe.prices.create({
    currency: "eur",
    unit_amount,
    product_data: { name: "Plan" },
    recurring: { interval: "month" },
  });
  return price.id;
}

/** A subscription that runs, paid by a card of its customer's. */
export async function aRunningPlan(stripe: Stripe): Promise<Stripe.Subscription> {
  const { id: customer } = await stripe.customers.create({});
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  const items = [{ price: await aPlanPrice(stripe) }];
  return stripe.subscriptions.create({ customer, items, default_payment_method: card.id });
}
