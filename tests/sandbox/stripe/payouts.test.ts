import { expect, test } from "vitest";
import { aStripe, refusalOf } from "./a-stripe.ts";
import { aTherapist } from "./a-therapist.ts";

const day = 24 * 60;

test("an account is set up through its link and can be paid then", async () => {
  const { stripe, vendor, happened } = aStripe();
  const made = await stripe.accounts.create({ type: "express", country: "PT" });
  expect(made).toMatchObject({ details_submitted: false, payouts_enabled: false, default_currency: "eur" });
  expect(made.requirements!.currently_due).not.toEqual([]);
  const link = await stripe.accountLinks.create({
    account: made.id,
    type: "account_onboarding",
    refresh_url: "https://app.test/again",
    return_url: "https://app.test/done",
  });
  expect(link.url).toContain("/stripe/connect/al_");

  vendor.onboard(made.id);

  expect(await stripe.accounts.retrieve(made.id)).toMatchObject({
    payouts_enabled: true,
    capabilities: { transfers: "active" },
    requirements: { currently_due: [] },
    external_accounts: { data: [{ object: "bank_account" }] },
  });
  expect(happened()).toEqual(["account.updated"]);
  expect(vendor.events()[0]).toMatchObject({ account: made.id });
  expect((await stripe.accounts.createLoginLink(made.id)).url).toContain(`/stripe/express/${made.id}`);
});

test("a transfer that has a charge as its source goes at once, and is available when the charge is", async () => {
  const { stripe, transfer, charge, id, hers, balance, pass } = await aTherapist();
  const made = await transfer(5_950, { metadata: { booking: "b1" } });
  expect(made).toMatchObject({ destination: id, source_transaction: charge, metadata: { booking: "b1" } });
  expect(await balance()).toEqual({ available: 0, pending: 5_950 });
  const payment = await stripe.charges.retrieve(String(made.destination_payment), {}, hers);
  expect(payment).toMatchObject({
    id: expect.stringMatching(/^py_/),
    source_transfer: made.id,
    amount: 5_950,
  });
  expect((await stripe.balance.retrieve()).pending[0]!.amount).toBe(8_347 - 5_950);
  pass(3 * day);
  expect(await balance()).toEqual({ available: 5_950, pending: 0 });
});

test("a transfer without a source takes what is available and no more", async () => {
  const { stripe, transfer, pass } = await aTherapist();
  const unsourced = () => transfer(5_000, { source_transaction: undefined });
  expect(await refusalOf(unsourced())).toMatchObject({ code: "balance_insufficient" });
  pass(3 * day);
  expect((await unsourced()).amount).toBe(5_000);
  expect((await stripe.transfers.list()).data).toHaveLength(1);
});

test("a transfer is taken back in parts and never above what it was", async () => {
  const { stripe, transfer, balance, happened } = await aTherapist();
  const { id } = await transfer(5_950);
  await stripe.transfers.createReversal(id, { amount: 2_000 });
  expect(await balance()).toEqual({ available: 0, pending: 3_950 });
  expect(await refusalOf(stripe.transfers.createReversal(id, { amount: 3_951 }))).toMatchObject({
    param: "amount",
  });
  const rest = await stripe.transfers.createReversal(id);
  expect(rest.amount).toBe(3_950);
  expect(await stripe.transfers.retrieve(id)).toMatchObject({ amount_reversed: 5_950, reversed: true });
  expect((await stripe.transfers.listReversals(id)).data).toHaveLength(2);
  expect(await refusalOf(stripe.transfers.createReversal(id))).toMatchObject({ statusCode: 400 });
  expect(happened().filter((type) => type === "transfer.reversed")).toHaveLength(2);
});

test("what was paid out cannot be taken back", async () => {
  const { stripe, transfer, hers, pass } = await aTherapist();
  const { id } = await transfer(5_950);
  pass(3 * day);
  await stripe.payouts.create({ amount: 5_950, currency: "eur" }, hers);
  expect(await refusalOf(stripe.transfers.createReversal(id))).toMatchObject({
    code: "balance_insufficient",
  });
});

test("a payout arrives after two days, and can be called off before", async () => {
  const { stripe, transfer, hers, pass, balance, vendor } = await aTherapist();
  await transfer(5_950);
  expect(await refusalOf(stripe.payouts.create({ amount: 1, currency: "eur" }, hers))).toMatchObject({
    code: "balance_insufficient",
  });
  pass(3 * day);
  const off = await stripe.payouts.create({ amount: 950, currency: "eur" }, hers);
  expect((await stripe.payouts.cancel(off.id, {}, hers)).status).toBe("canceled");
  const { id } = await stripe.payouts.create({ amount: 5_950, currency: "eur" }, hers);
  expect(await balance()).toEqual({ available: 0, pending: 0 });
  pass(3 * day);
  expect((await stripe.payouts.retrieve(id, {}, hers)).status).toBe("paid");
  expect(vendor.events().at(-1)).toMatchObject({ type: "payout.paid", account: hers.stripeAccount });
});

test("a payout that the bank sends back is in the balance again", async () => {
  const { stripe, transfer, hers, pass, vendor, balance } = await aTherapist();
  await transfer(5_950);
  pass(3 * day);
  const { id } = await stripe.payouts.create({ amount: 5_950, currency: "eur" }, hers);
  vendor.failPayout(id);
  expect(await stripe.payouts.retrieve(id, {}, hers)).toMatchObject({
    status: "failed",
    failure_code: "account_closed",
  });
  expect(await balance()).toEqual({ available: 5_950, pending: 0 });
});

test("on its weekday all that is available goes to the bank, and says of what it is made", async () => {
  const weekly = { payouts: { schedule: { interval: "weekly", weekly_anchor: "friday" } } };
  const { stripe, transfer, hers, pass } = await aTherapist(weekly);
  const made = await transfer(5_950);
  pass(7 * day);
  const { data } = await stripe.payouts.list({}, hers);
  expect(data).toMatchObject([{ amount: 5_950, automatic: true, created: Date.UTC(2026, 10, 27) / 1000 }]);
  const parts = await stripe.balanceTransactions.list({ payout: data[0]!.id }, hers);
  expect(parts.data.map(({ type, source }) => [type, source])).toEqual([
    ["payout", data[0]!.id],
    ["payment", made.destination_payment],
  ]);
  pass(3 * day);
  expect((await stripe.payouts.list({}, hers)).data).toMatchObject([
    { status: "paid", reconciliation_status: "completed" },
  ]);
  pass(14 * day);
  expect((await stripe.payouts.list({}, hers)).data).toHaveLength(1);
});

test("only an account that is set up can be asked for more", async () => {
  const { stripe, vendor } = aStripe();
  const { id } = await stripe.accounts.create({ type: "express" });
  expect(() => vendor.restrict(id)).toThrow("This account is not set up yet.");
  expect(() => vendor.onboard("acct_none")).toThrow("There is no such connected account");
});

test("an account of which Stripe wants more is not paid out, and one that leaves is gone", async () => {
  const { stripe, vendor, id, hers, happened } = await aTherapist();
  vendor.restrict(id);
  expect(await refusalOf(stripe.payouts.create({ amount: 500, currency: "eur" }, hers))).toMatchObject({
    code: "payouts_not_allowed",
  });
  vendor.onboard(id);
  expect((await stripe.accounts.retrieve(id)).payouts_enabled).toBe(true);

  vendor.disconnect(id);

  expect(happened()).not.toContain("account.application.deauthorized"); // Its events went with it.
  expect(vendor.deliverWebhooks().at(-1)?.type).toBe("account.application.deauthorized");
  expect(await refusalOf(stripe.balance.retrieve({}, hers))).toMatchObject({
    statusCode: 403,
    code: "account_invalid",
  });
});

test("a payout arrives once, and what has come back stays back", async () => {
  const { stripe, vendor, aPayment, pass } = aStripe();
  await aPayment();
  pass(3 * 24 * 60);
  const { id } = await stripe.payouts.create({ amount: 500, currency: "eur" });
  expect(vendor.arrive(id).status).toBe("paid");
  expect(() => vendor.arrive(id)).toThrow("This payout is paid.");
  expect(await refusalOf(stripe.payouts.cancel(id))).toMatchObject({ statusCode: 400 });
  expect(vendor.failPayout(id).status).toBe("failed");
  expect(() => vendor.failPayout(id)).toThrow("This payout is failed.");
});
