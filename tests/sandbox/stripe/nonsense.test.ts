import fc from "fast-check";
import { expect, test } from "vitest";
import { openStripe } from "#sandbox/stripe/in-process.ts";
import { operations } from "#sandbox/stripe/operations.ts";
import { anItem, aStripe } from "./a-stripe.ts";

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const names = [
  "amount",
  "currency",
  "customer",
  "mode",
  "success_url",
  "expires_at",
  "line_items[0][price_data][unit_amount]",
  "line_items[0][quantity]",
  "line_items",
  "items[0][price]",
  "discounts[0][coupon]",
  "discounts",
  "metadata[a]",
  "metadata",
  "expand[]",
  "expand[0]",
  "limit",
  "starting_after",
  "created[gte]",
  "created",
  "payment_method",
  "charge",
  "payment_intent",
  "promotion[type]",
  "percent_off",
  "destination",
  "account",
  "type",
  "url",
  "enabled_events[]",
  "__proto__[x]",
  "constructor",
  "a[b]]c[",
];
const values = fc.oneof(
  fc.constantFrom(
    "",
    "0",
    "-1",
    "500",
    "9".repeat(30),
    "1.5",
    "true",
    "eur",
    "payment",
    "subscription",
    "null",
  ),
  fc.string({ unit: "binary" }),
);
const forms = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), values), { maxLength: 8 })
  .map((pairs) => new URLSearchParams(pairs).toString());

test(`whatever is asked, Stripe answers in words and never breaks (SEED=${seed})`, async () => {
  const vendor = openStripe({ now: () => new Date("2026-11-20T12:00:00Z"), contracts: null });
  const headers = { authorization: "Bearer sk_test_a" };
  const ids = fc.constantFrom("none", "%E0%A4%A", "..%2f", "\u0000", "x".repeat(500));

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(operations)), ids, forms, async (name, id, form) => {
      const [method = "", path = ""] = name.split(" ");
      const url = `https://api.stripe.com${path.replace(":id", id)}`;
      const response =
        method === "POST"
          ? await vendor.fetch(url, { method, headers, body: form })
          : await vendor.fetch(`${url}?${form}`, { method, headers });
      const body = await response.json();
      expect([200, 400, 402, 403, 404, 501]).toContain(response.status);
      if (!response.ok) expect(body).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
    }),
    { seed, numRuns: 2_000 },
  );
});

test("nothing is made by a call that is refused", async () => {
  const { stripe, vendor, aSession } = aStripe();
  const line_items = [anItem(), { price: "price_none", quantity: 1 }];
  await stripe.checkout.sessions.create(aSession({ line_items })).catch(() => undefined);
  await stripe.checkout.sessions.create(aSession({ line_items: [anItem(5)] })).catch(() => undefined);
  await stripe.paymentIntents
    .create({ amount: 500, currency: "eur", customer: "cus_none" })
    .catch(() => undefined);
  for (const kind of ["checkout-sessions", "payment-intents", "events"] as const)
    expect(vendor.list(kind)).toEqual([]);
});
