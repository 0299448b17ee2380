import { expect, test } from "vitest";
import { aSandbox } from "../a-sandbox.ts";
import { aStripe, refusalOf } from "./a-stripe.ts";

const broken = { type: "StripeConnectionError" };
const faults = [
  ["refuse", broken, 0],
  ["cut", broken, 0],
  ["lose-answer", broken, 1],
  ["bad-json", { type: "StripeAPIError" }, 1],
  ["500", { type: "StripeAPIError", statusCode: 500 }, 0],
  ["429", { type: "StripeRateLimitError", statusCode: 429 }, 0],
] as const;

test.each(faults)(
  "in process, after %s the SDK has %o, and %i customers were made",
  async (fault, error, made) => {
    const { stripe, vendor } = aStripe();
    vendor.fail({ fault, times: 1 });
    expect(await refusalOf(stripe.customers.create({}))).toMatchObject(error);
    expect(vendor.list("customers")).toHaveLength(made);
    expect((await stripe.customers.create({})).id).toMatch(/^cus_/);
  },
);

test.each(faults)(
  "over HTTP, after %s the SDK has %o, and %i customers were made",
  async (fault, error, made) => {
    const { stripe, fail, json } = await aSandbox();
    // A closed connection is tried once more by the SDK itself, with the same key.
    await fail({
      service: "stripe",
      fault,
      match: "/v1/customers",
      times: "type" in error && error === broken ? 2 : 1,
    });
    expect(await refusalOf(stripe().customers.create({}))).toMatchObject(error);
    expect(await json("/control/stripe/customers")).toMatchObject({
      customers: Array(made).fill({ object: "customer" }),
    });
  },
);

test("in process, a hanging Stripe ends with the caller's patience, and nothing is done", async () => {
  const { stripe, vendor } = aStripe();
  vendor.fail({ fault: "hang", times: 1 });
  const asking = stripe.customers.create({}, { timeout: 20 });
  expect(await refusalOf(asking)).toMatchObject({ ...broken, message: expect.stringContaining("timeout") });
  expect(vendor.list("customers")).toEqual([]);
});

test("a fault strikes only the calls it matches", async () => {
  const { stripe, vendor } = aStripe();
  vendor.fail({ fault: "500", match: "/v1/refunds" });
  await stripe.customers.create({});
  expect(await refusalOf(stripe.refunds.list())).toMatchObject({ statusCode: 500 });
});
