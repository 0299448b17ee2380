import type Stripe from "stripe";
import { expect, test } from "vitest";
import { aStripe, refusalOf } from "./a-stripe.ts";

const calls: [string, (stripe: Stripe) => Promise<unknown>][] = [
  ["a balance transaction", (stripe) => stripe.balanceTransactions.retrieve("txn_none")],
  ["a charge", (stripe) => stripe.charges.retrieve("ch_none")],
  ["a coupon", (stripe) => stripe.coupons.retrieve("none")],
  ["a customer", (stripe) => stripe.customers.retrieve("cus_none")],
  ["a customer to delete", (stripe) => stripe.customers.del("cus_none")],
  ["a customer's cards", (stripe) => stripe.customers.listPaymentMethods("cus_none")],
  ["a dispute", (stripe) => stripe.disputes.retrieve("du_none")],
  ["an event", (stripe) => stripe.events.retrieve("evt_none")],
  ["an invoice", (stripe) => stripe.invoices.retrieve("in_none")],
  ["an intent", (stripe) => stripe.paymentIntents.retrieve("pi_none")],
  ["a payment method", (stripe) => stripe.paymentMethods.retrieve("pm_none")],
  ["a payment method to detach", (stripe) => stripe.paymentMethods.detach("pm_none")],
  ["a payout", (stripe) => stripe.payouts.retrieve("po_none")],
  ["a price", (stripe) => stripe.prices.retrieve("price_none")],
  ["a product", (stripe) => stripe.products.retrieve("prod_none")],
  ["a promotion code", (stripe) => stripe.promotionCodes.retrieve("promo_none")],
  ["a refund", (stripe) => stripe.refunds.retrieve("re_none")],
  ["a setup intent", (stripe) => stripe.setupIntents.retrieve("seti_none")],
  ["a subscription", (stripe) => stripe.subscriptions.retrieve("sub_none")],
  ["a test clock", (stripe) => stripe.testHelpers.testClocks.advance("clock_none", { frozen_time: 1 })],
  ["a transfer", (stripe) => stripe.transfers.retrieve("tr_none")],
  ["a webhook endpoint", (stripe) => stripe.webhookEndpoints.del("we_none")],
];

test.each(calls)("%s that is not there is refused with 404 resource_missing", async (_words, ask) => {
  const refusal = await refusalOf(ask(aStripe().stripe));
  expect(refusal).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 404,
    code: "resource_missing",
    message: expect.stringMatching(/^No such .+: '\w+'$/),
  });
});
