import Stripe from "stripe";
import { expect, test } from "vitest";
import { defaultFolder, openContracts, openEventContract } from "#sandbox/contracts.ts";
import { heard } from "#sandbox/stripe/outbox.ts";
import { aStripe, refusalOf, sdk } from "./a-stripe.ts";
import { operations, payments, people, plans, watched } from "./every-call.ts";

const isHere = openContracts() !== null;

test("every call of the contract is answered; no answer and no event breaks it", async () => {
  if (!isHere) console.info(`No contracts at ${defaultFolder()}: nothing was compared with them.`);
  const scene = watched();
  await payments(scene);
  await plans(scene);
  await people(scene);

  expect(scene.broken).toEqual([]);
  expect(operations.filter((name) => !scene.done.has(name))).toEqual([]);
  expect(operations).toHaveLength(isHere ? 84 : 0);

  const check = openEventContract();
  const told = scene.vendor.deliverWebhooks().map(({ body }) => JSON.parse(body));
  expect(
    told.flatMap((event) => check?.(event).map((error) => ({ event: event.type, ...error })) ?? []),
  ).toEqual([]);
  const types = new Set(told.map(({ type }) => type));
  expect([...types].filter((type) => !heard.includes(type))).toEqual([]);
  expect(heard.filter((type) => !types.has(type))).toEqual(unheard);
});

/** Events an endpoint is set up for that nothing above leads to, or nothing here ever does. */
const unheard = [
  "charge.dispute.updated",
  "checkout.session.async_payment_succeeded",
  "customer.subscription.pending_update_applied",
  "customer.subscription.pending_update_expired",
  "invoice.payment_action_required",
  "payout.canceled",
  "payout.paid",
  "payout.reconciliation_completed",
  "payout.updated",
];

test.each([
  ["GET", "/v1/terminal/readers"],
  ["POST", "/v1/invoices"],
  ["DELETE", "/v1/refunds/re_1"],
  ["POST", "/v1/payment_intents/pi_1/capture"],
  ["GET", "/v1/"],
])("%s %s is beyond it and answered with 501 and an error", async (method, path) => {
  const { vendor } = aStripe();
  const response = await vendor.fetch(`https://api.stripe.com${path}`, {
    method,
    headers: { authorization: "Bearer sk_test_a" },
  });
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({ error: { type: "api_error", code: "not_implemented" } });
});

test.each([
  [
    { custom_text: { submit: { message: "Book", colour: "red" } } },
    "parameter_unknown",
    "custom_text[submit][colour]",
  ],
  [{ tax_id_collection: { required: "never" } }, "parameter_missing", "tax_id_collection[enabled]"],
  [
    { consent_collection: { terms_of_service: "perhaps" } },
    undefined,
    "consent_collection[terms_of_service]",
  ],
])("what only the contract knows is refused where it is here: %o", async (change, code, param) => {
  const { stripe, aSession } = aStripe();
  const asking = stripe.checkout.sessions.create(aSession(change as object));
  if (isHere) expect(await refusalOf(asking)).toMatchObject({ statusCode: 400, code, param });
  else expect((await asking).status).toBe("open");
});

test("it speaks the version that the SDK sends", async () => {
  const { vendor } = aStripe();
  const seen: (string | null)[] = [];
  const stripe = sdk(async (input, init) => {
    seen.push(new Headers(init?.headers).get("stripe-version"));
    return vendor.fetch(input, init);
  }, "sk_test_a");
  await stripe.balance.retrieve();
  expect(seen).toEqual([Stripe.API_VERSION]);
});
