import { expect, test } from "vitest";
import { aListeningApp } from "./an-app.ts";

const ways = { refresh_url: "http://app.test/again", return_url: "http://app.test/done" };

async function aLink() {
  const app = await aListeningApp();
  const stripe = app.stripe();
  const { id } = await stripe.accounts.create({ type: "express", country: "PT", email: "ana@harbour.test" });
  const { url } = await stripe.accountLinks.create({ account: id, type: "account_onboarding", ...ways });
  return {
    ...app,
    id,
    link: url,
    account: () => stripe.accounts.retrieve(id),
    look: () => fetch(url, { redirect: "manual" }),
    press: async (deed: string) => {
      const body = new URLSearchParams({ do: deed });
      const { headers } = await fetch(url, { method: "POST", body, redirect: "manual" });
      return headers.get("location");
    },
  };
}

test("one press sets an account up, and the app hears of it", async () => {
  const { look, press, account, untilHeard, heard, id } = await aLink();
  expect(await (await look()).text()).toContain("ana@harbour.test");
  expect(await press("finish")).toBe(ways.return_url);
  expect((await account()).payouts_enabled).toBe(true);
  expect(await untilHeard(1)).toEqual(["account.updated"]);
  expect(heard[0]!.account).toBe(id);
});

test("who comes back later has not been set up", async () => {
  const { press, account } = await aLink();
  expect(await press("leave")).toBe(ways.return_url);
  expect((await account()).details_submitted).toBe(false);
});

test("a link is good once and for five minutes; then it leads to where a new one is made", async () => {
  const used = await aLink();
  await used.press("leave");
  expect((await used.look()).headers.get("location")).toBe(ways.refresh_url);
  expect(await used.press("finish")).toBe(ways.refresh_url);
  expect((await used.account()).details_submitted).toBe(false);

  const old = await aLink();
  old.pass(0.1);
  expect((await old.look()).headers.get("location")).toBe(ways.refresh_url);
});

test("a therapist sees their money and their deposits", async () => {
  const { press, stripe, id, post } = await aLink();
  await press("finish");
  const { id: session } = await stripe().checkout.sessions.create({
    mode: "payment",
    success_url: "http://app.test/",
    line_items: [
      { quantity: 1, price_data: { currency: "eur", unit_amount: 9_000, product_data: { name: "S" } } },
    ],
  });
  await post(`/control/stripe/checkout/${session}`, { do: "pay" });
  const { payment_intent } = await stripe().checkout.sessions.retrieve(session);
  const { latest_charge } = await stripe().paymentIntents.retrieve(String(payment_intent));
  await stripe().transfers.create({
    amount: 7_000,
    currency: "eur",
    destination: id,
    source_transaction: String(latest_charge),
  });
  const { url } = await stripe().accounts.createLoginLink(id);
  expect(await (await fetch(url)).text()).toContain("€70.00");
  await post("/control/stripe/clock", { advanceSeconds: 8 * 86_400 });
  expect(await (await fetch(url)).text()).toContain("paid");
});

test.each(["/stripe/connect/al_none", "/stripe/express/acct_none", "/stripe/portal/bps_none"])(
  "%s is not there and says so",
  async (path) => {
    const { url } = await aListeningApp();
    const response = await fetch(url + path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("<h1>Not here</h1>");
  },
);

test("scripts press the same buttons", async () => {
  const { post, id, account } = await aLink();
  await post(`/control/stripe/accounts/${id}`, { do: "onboard" });
  expect((await account()).payouts_enabled).toBe(true);
  await post(`/control/stripe/accounts/${id}`, { do: "restrict" });
  expect((await account()).payouts_enabled).toBe(false);
  await post(`/control/stripe/accounts/${id}`, { do: "disconnect" });
  expect(await account().catch(({ code }: { code: string }) => code)).toBe("account_invalid");
});
