import { expect, test } from "vitest";
import { aListeningApp, aWish } from "./an-app.ts";

async function aPage(change: object = {}) {
  const app = await aListeningApp();
  const stripe = app.stripe();
  const session = await stripe.checkout.sessions.create({ ...aWish, ...change });
  const address = `${app.url}/stripe/checkout/${session.id}`;
  return {
    ...app,
    session,
    address,
    look: async () => await (await fetch(address)).text(),
    press: (form: Record<string, string>) =>
      fetch(address, { method: "POST", body: new URLSearchParams(form), redirect: "manual" }),
    now: () => stripe.checkout.sessions.retrieve(session.id),
  };
}

test("the session's address is its page, which says what is to be paid", async () => {
  const { session, address, look } = await aPage();
  expect(session.url).toBe(address);
  const html = await look();
  expect(html).toContain("<h1>Pay €85.00</h1>");
  expect(html).toContain("Session");
  expect(html).not.toContain("<script");
});

test("one press pays and leads back with the session's id filled in", async () => {
  const { press, now, session, look } = await aPage();
  const { status, headers } = await press({ do: "pay" });
  expect(status).toBe(303);
  expect(headers.get("location")).toBe(`http://app.test/book/return?session=${session.id}`);
  expect((await now()).payment_status).toBe("paid");
  expect(await look()).toContain("<h1>All done</h1>");
});

test("a card can be chosen that asks for its owner later", async () => {
  const { press, now, stripe } = await aPage({
    customer_creation: "always",
    payment_intent_data: { setup_future_usage: "off_session" },
  });
  await press({ do: "pay", card: "needs-authentication" });
  const { data } = await stripe().customers.listPaymentMethods(String((await now()).customer));
  expect(data[0]!.card?.last4).toBe("3184");
});

test("a declined card says so and keeps the page open", async () => {
  const { press, now } = await aPage();
  const answer = await press({ do: "fail" });
  expect(await answer.text()).toContain('role="alert"');
  expect((await now()).status).toBe("open");
});

test("going back changes nothing and leads where the practice wants", async () => {
  const { press, now } = await aPage();
  expect((await press({ do: "cancel" })).headers.get("location")).toBe("http://app.test/book/maren?x=1&y=2");
  expect((await now()).status).toBe("open");
});

test("a debit that takes days can be chosen, and later arrives", async () => {
  const { press, now, look } = await aPage();
  await press({ do: "delay" });
  expect(await look()).toContain("<h1>The debit is under way</h1>");
  await press({ do: "delay-succeeds" });
  expect((await now()).payment_status).toBe("paid");
});

test("an expired page says so and takes nothing", async () => {
  const { press, look, pass, now } = await aPage();
  pass(25);
  expect(await look()).toContain("<h1>This page has expired</h1>");
  expect(await (await press({ do: "pay" })).text()).toContain("This session is expired.");
  expect((await now()).payment_status).toBe("unpaid");
});

test("a promotion code can be typed where the practice takes them", async () => {
  const { press, look, stripe, now } = await aPage({ allow_promotion_codes: true });
  const { id: coupon } = await stripe().coupons.create({ percent_off: 10 });
  await stripe().promotionCodes.create({ promotion: { type: "coupon", coupon }, code: "WELCOME" });
  expect(await look()).toContain("Promotion code");
  expect(await (await press({ do: "apply-code", code: "NOTHING" })).text()).toContain(
    "This code is invalid.",
  );
  await press({ do: "apply-code", code: "welcome" });
  expect(await look()).toContain("<h1>Pay €76.50</h1>");
  expect((await now()).amount_total).toBe(7_650);
});

test("the portal shows the plan, ends it, keeps it, and takes another card", async () => {
  const recurring = { interval: "month" } as const;
  const price_data = { currency: "eur", unit_amount: 8_500, recurring, product_data: { name: "Plan" } };
  const { press, stripe, now } = await aPage({
    mode: "subscription",
    line_items: [{ quantity: 1, price_data }],
  });
  await press({ do: "pay" });
  const { customer, subscription } = await now();
  const portal = await stripe().billingPortal.sessions.create({
    customer: String(customer),
    return_url: "http://app.test/client/payments",
  });
  const look = async () => await (await fetch(portal.url)).text();
  const choose = (form: Record<string, string>) =>
    fetch(portal.url, { method: "POST", body: new URLSearchParams(form) });
  const plan = () => stripe().subscriptions.retrieve(String(subscription));

  expect(await look()).toContain("ending 4242");
  expect(await look()).toContain('href="http://app.test/client/payments"');
  await choose({ do: "end", subscription: String(subscription) });
  expect((await plan()).cancel_at_period_end).toBe(true);
  expect(await look()).toContain("Keep this plan after all");
  await choose({ do: "keep", subscription: String(subscription) });
  expect((await plan()).cancel_at_period_end).toBe(false);
  await choose({ do: "card", card: "declines-later" });
  expect(await look()).toContain("ending 0341");
  expect(await (await choose({ do: "end", subscription: "sub_none" })).text()).toContain(
    "No such plan runs.",
  );
});

test("nothing a practice writes becomes markup", async () => {
  const nasty = '"><script>alert(1)</script>';
  const price_data = { currency: "eur", unit_amount: 8_500, product_data: { name: nasty } };
  const { look } = await aPage({
    line_items: [{ quantity: 1, price_data }],
    cancel_url: `http://app.test/?${nasty}`,
  });
  expect(await look()).not.toContain("<script");
});

test.each([["GET"], ["POST"]])("%s of a session that is not there is a page that says so", async (method) => {
  const { url } = await aPage();
  const body = method === "POST" ? new URLSearchParams({ do: "pay" }) : null;
  const response = await fetch(`${url}/stripe/checkout/cs_test_nothing`, { method, body });
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("<h1>Not here</h1>");
});
