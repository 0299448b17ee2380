import { expect, test } from "vitest";
import { openContracts } from "#sandbox/contracts.ts";
import { refusalOf } from "./a-stripe.ts";
import { aListeningApp, aWish } from "./an-app.ts";

test("scripts press the page's buttons and read what came of it", async () => {
  const { stripe, post, json } = await aListeningApp();
  const { id } = await stripe().checkout.sessions.create(aWish);
  const answer = await post(`/control/stripe/checkout/${id}`, { do: "pay", card: "ok" });
  expect(await answer.json()).toMatchObject({ id, status: "complete" });
  expect(await json("/control/stripe/charges?key=sk_test_a")).toMatchObject({
    charges: [{ amount: 8_500, paid: true }],
  });
  expect(await json("/control/stripe/charges?key=sk_test_b")).toEqual({ charges: [] });
});

test("Stripe's clock can run ahead", async () => {
  const { stripe, post } = await aListeningApp();
  const { id } = await stripe().checkout.sessions.create(aWish);
  const answer = await post("/control/stripe/clock", { advanceSeconds: 86_400 });
  expect(await answer.json()).toEqual({ now: "2026-11-21T12:00:00.000Z" });
  expect((await stripe().checkout.sessions.retrieve(id)).status).toBe("expired");
});

test("new refunds can be made to wait, and settled one by one", async () => {
  const { stripe, post, aPaidSession, json } = await aListeningApp();
  await aPaidSession();
  await post("/control/stripe/refunds", { new: "wait" });
  const { charges } = await json<{ charges: { id: string }[] }>("/control/stripe/charges");
  const { id, status } = await stripe().refunds.create({ charge: charges[0]!.id });
  expect(status).toBe("pending");
  await post(`/control/stripe/refunds/${id}`, { do: "fail" });
  expect((await stripe().refunds.retrieve(id)).status).toBe("failed");
});

test("a further account can be opened while the sandbox runs", async () => {
  const { stripe, post } = await aListeningApp();
  expect(await refusalOf(stripe("sk_test_c").balance.retrieve())).toMatchObject({ statusCode: 401 });
  await post("/control/stripe/accounts", { secretKey: "sk_test_c" });
  expect((await stripe("sk_test_c").balance.retrieve()).object).toBe("balance");
});

test("reset forgets everything but the accounts", async () => {
  const { stripe, post, json } = await aListeningApp();
  await stripe().customers.create({});
  await post("/control/reset", {});
  expect(await json("/control/stripe/customers")).toEqual({ customers: [] });
  expect((await stripe().customers.list()).data).toEqual([]);
});

test.each([
  ["checkout/cs_test_nothing", { do: "pay" }, 409],
  ["checkout/cs_test_nothing", { do: "dance" }, 400],
  ["clock", { advanceSeconds: -1 }, 400],
  ["refunds", "{", 400],
  ["refunds/re_nothing", { do: "fail" }, 409],
  ["webhooks", { do: "send-again", event: "evt_nothing" }, 409],
  ["nothing", {}, 404],
])("a wish that cannot be is refused in words: %s %o", async (path, wish, status) => {
  const { post } = await aListeningApp();
  const answer = await post(`/control/stripe/${path}`, wish);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
});

test("the sandbox keeps no kind that Stripe does not", async () => {
  const { url } = await aListeningApp();
  expect((await fetch(`${url}/control/stripe/spoons`)).status).toBe(404);
});

test("requests are held against the vendor's contract, answers too, opened or not", async () => {
  const { stripe, requests, aPaidSession } = await aListeningApp();
  const id = await aPaidSession();
  const expand = ["payment_intent.latest_charge.balance_transaction", "line_items"];
  await stripe().checkout.sessions.retrieve(id, { expand });
  await stripe().setupIntents.list();
  const found = (await requests()).map(({ violations }) => violations);
  expect(found).toEqual(Array(3).fill(openContracts() === null ? null : []));
});
