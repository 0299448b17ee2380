import type Stripe from "stripe";
import { expect, test } from "vitest";
import { anItem, aStripe, type Refused, refusalOf } from "./a-stripe.ts";

type Scene = ReturnType<typeof aStripe>;

const session = (change: object) => (scene: Scene) =>
  scene.stripe.checkout.sessions.create(scene.aSession(change) as Stripe.Checkout.SessionCreateParams);

const inSessions: Refused[] = [
  ["a parameter nobody knows", session({ colour: "red" }), { code: "parameter_unknown", param: "colour" }],
  [
    "the payment_method_types of older versions",
    session({ payment_method_types: ["card"] }),
    { code: "parameter_unknown", param: "payment_method_types" },
  ],
  [
    "an unknown parameter deep within",
    session({ line_items: [{ ...anItem(), price_data: { ...anItem().price_data, colour: "red" } }] }),
    { code: "parameter_unknown", param: "line_items[0][price_data][colour]" },
  ],
  ["no mode", session({ mode: undefined }), { code: "parameter_missing", param: "mode" }],
  ["a mode that is none", session({ mode: "gift" }), { code: undefined, param: "mode" }],
  [
    "no address to go on to",
    session({ success_url: undefined }),
    { code: "parameter_missing", param: "success_url" },
  ],
  [
    "an address that is none",
    session({ success_url: "/done" }),
    { code: "url_invalid", param: "success_url" },
  ],
  ["an empty address", session({ cancel_url: "" }), { code: "parameter_invalid_empty", param: "cancel_url" }],
  [
    "nothing to pay for",
    session({ line_items: undefined }),
    { code: "parameter_missing", param: "line_items" },
  ],
  [
    "no quantity",
    session({ line_items: [{ ...anItem(), quantity: undefined }] }),
    { code: "parameter_missing", param: "line_items[0][quantity]" },
  ],
  [
    "half a cent",
    session({ line_items: [anItem(0.5)] }),
    { code: "parameter_invalid_integer", param: "line_items[0][price_data][unit_amount]" },
  ],
  [
    "a price that is not there",
    session({ line_items: [{ price: "price_1", quantity: 1 }] }),
    { code: "resource_missing", param: "line_items[0][price]", statusCode: 400 },
  ],
  ["two currencies", session({ line_items: [anItem(), anItem(500, "usd")] }), { param: "line_items" }],
  [
    "49 cents",
    session({ line_items: [anItem(49)] }),
    {
      code: "amount_too_small",
      message: "The Checkout Session's total amount due must add up to at least €0.50 eur",
    },
  ],
  ["a million euros", session({ line_items: [anItem(100_000_000)] }), { code: "amount_too_large" }],
  [
    "a customer who is not there",
    session({ customer: "cus_nobody" }),
    { code: "resource_missing", param: "customer", statusCode: 400 },
  ],
  [
    "a customer and an address",
    session({ customer: "cus_1", customer_email: "a@b.test" }),
    { code: "parameters_exclusive" },
  ],
  ["an update of nobody", session({ customer_update: { name: "auto" } }), { param: "customer_update" }],
  [
    "a coupon that is not there",
    session({ discounts: [{ coupon: "nothing" }] }),
    { code: "resource_missing", param: "discounts[0][coupon]" },
  ],
  [
    "discounts and codes at once",
    session({ discounts: [{ coupon: "x" }], allow_promotion_codes: true }),
    { code: "parameters_exclusive" },
  ],
  [
    "the intent's data in setup mode",
    session({
      mode: "setup",
      currency: "eur",
      line_items: undefined,
      payment_intent_data: { description: "x" },
    }),
    { param: "payment_intent_data" },
  ],
  [
    "setup mode without a currency",
    session({ mode: "setup", line_items: undefined }),
    { code: "parameter_missing", param: "currency" },
  ],
  [
    "every way to pay excluded",
    session({ allowed_payment_method_types: ["card"], excluded_payment_method_types: ["card"] }),
    {},
  ],
  ["a language nobody speaks", session({ locale: "xx" }), { param: "locale" }],
  [
    "29 minutes",
    (scene) => session({ expires_at: scene.seconds() + 1_799 })(scene),
    { message: "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation." },
  ],
  [
    "more than a day",
    (scene) => session({ expires_at: scene.seconds() + 86_401 })(scene),
    { message: "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation." },
  ],
  [
    "expanding what cannot be expanded",
    session({ expand: ["colour"] }),
    { param: "expand", message: "This property cannot be expanded (colour)." },
  ],
  [
    "a session that is not there",
    ({ stripe }) => stripe.checkout.sessions.retrieve("cs_test_nothing"),
    { code: "resource_missing", param: "session", statusCode: 404 },
  ],
  [
    "metadata longer than 500 characters",
    session({ metadata: { note: "x".repeat(501) } }),
    { param: "metadata" },
  ],
];

test.each(inSessions)("%s is refused in Stripe's own words", async (_words, ask, answer) => {
  const refusal = await refusalOf(ask(aStripe()));
  expect(refusal).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, ...answer });
});
