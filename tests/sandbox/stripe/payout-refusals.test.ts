import { expect, test } from "vitest";
import { aStripe, type Refused, refusalOf } from "./a-stripe.ts";
import { aTherapist } from "./a-therapist.ts";

const ways = { return_url: "https://app.test/done", refresh_url: "https://app.test/again" };

const refused: Refused[] = [
  [
    "a transfer to nobody",
    ({ stripe }) => stripe.transfers.create({ amount: 500, currency: "eur", destination: "acct_none" }),
    { code: "resource_missing", param: "destination" },
  ],
  [
    "a transfer to an account that is not set up",
    async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: "express" });
      return stripe.transfers.create({ amount: 500, currency: "eur", destination: id });
    },
    { code: "insufficient_capabilities_for_transfer" },
  ],
  [
    "transfers above their source",
    async () => {
      const { transfer } = await aTherapist();
      await transfer(8_000);
      return transfer(501);
    },
    { param: "amount" },
  ],
  [
    "a transfer in another currency than its source",
    async () => (await aTherapist()).transfer(500, { currency: "usd" }),
    { param: "currency" },
  ],
  [
    "a transfer from a charge that is not there",
    async () => (await aTherapist()).transfer(500, { source_transaction: "ch_none" }),
    { code: "resource_missing", param: "source_transaction" },
  ],
  [
    "a link without a way back",
    async ({ stripe }) => {
      const { id } = await stripe.accounts.create({ type: "express" });
      return stripe.accountLinks.create({ account: id, type: "account_onboarding" });
    },
    { code: "parameter_missing", param: "return_url" },
  ],
  [
    "a link without a way to start over",
    async ({ stripe }) => {
      const { id: account } = await stripe.accounts.create({ type: "express" });
      return stripe.accountLinks.create({
        account,
        type: "account_onboarding",
        return_url: "https://app.test/",
      });
    },
    { code: "parameter_missing", param: "refresh_url" },
  ],
  [
    "a link for nobody",
    ({ stripe }) => stripe.accountLinks.create({ account: "acct_none", type: "account_onboarding", ...ways }),
    { code: "resource_missing", param: "account" },
  ],
  [
    "a link to change what only Stripe changes",
    async ({ stripe }) => {
      const { id: account } = await stripe.accounts.create({ type: "express" });
      return stripe.accountLinks.create({ account, type: "account_update", ...ways });
    },
    { param: "type" },
  ],
  [
    "an account of two kinds",
    ({ stripe }) =>
      stripe.accounts.create({ type: "express", controller: { stripe_dashboard: { type: "express" } } }),
    {},
  ],
  [
    "a way in before the account is set up",
    async ({ stripe }) =>
      stripe.accounts.createLoginLink((await stripe.accounts.create({ type: "express" })).id),
    {},
  ],
  [
    "deleting an account that has money",
    async () => {
      const { stripe, transfer, id } = await aTherapist();
      await transfer(500);
      return stripe.accounts.del(id);
    },
    {},
  ],
  [
    "a weekly payout on no day",
    ({ stripe }) =>
      stripe.accounts.create({
        type: "express",
        settings: { payouts: { schedule: { interval: "weekly" } } },
      }),
    { code: "parameter_missing", param: "settings[payouts][schedule][weekly_anchor]" },
  ],
  [
    "reversing a transfer with a refund that has none",
    async ({ stripe, aPayment }) =>
      stripe.refunds.create({ charge: (await aPayment()).charge, reverse_transfer: true }),
    { param: "reverse_transfer" },
  ],
];

test.each(refused)("%s is refused in Stripe's own words", async (_words, ask, answer) => {
  expect(await refusalOf(ask(aStripe()))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    ...answer,
  });
});

test("an account of another's is refused with 403 account_invalid", async () => {
  const { as, id } = await aTherapist();
  const asking = as("sk_test_b").balance.retrieve({}, { stripeAccount: id });
  expect(await refusalOf(asking)).toMatchObject({ type: "StripePermissionError", code: "account_invalid" });
});
