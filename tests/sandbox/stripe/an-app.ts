import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { aSandbox } from "../a-sandbox.ts";

export const secret = "whsec_test";

/** A sandbox and an app that hears its webhooks, verified as the SDK verifies them. */
export async function aListeningApp() {
  const heard: Stripe.Event[] = [];
  const refused: string[] = [];
  const answers: number[] = [];
  const app = createServer(async (request, response) => {
    const status = answers.shift() ?? 200;
    if (status === 200) heard.push(await verified(request));
    else refused.push(request.url ?? "");
    response.writeHead(status).end();
    app.emit("heard");
  }).listen(0, "127.0.0.1");
  await once(app, "listening");
  onTestFinished(() => void app.close());
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/hooks/stripe/maren-holt`;
  const sandbox = await aSandbox([{ secretKey: "sk_test_a", url, secret }, { secretKey: "sk_test_b" }]);

  return {
    ...sandbox,
    heard,
    refused,
    /** What the app answers to the next webhooks, before it takes them again. */
    answer: (...statuses: number[]) => answers.push(...statuses),
    async untilHeard(count: number) {
      while (heard.length < count) await once(app, "heard", { signal: AbortSignal.timeout(10_000) });
      return heard.map(({ type }) => type);
    },
    async untilRefused(count: number) {
      while (refused.length < count) await once(app, "heard", { signal: AbortSignal.timeout(10_000) });
    },
    async aPaidSession() {
      const session = await sandbox.stripe().checkout.sessions.create(aWish);
      await sandbox.post(`/control/stripe/checkout/${session.id}`, { do: "pay" });
      return session.id;
    },
  };
}

export const aWish: Stripe.Checkout.SessionCreateParams = {
  mode: "payment",
  success_url: "http://app.test/book/return?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://app.test/book/maren?x=1&y=2",
  line_items: [
    { quantity: 1, price_data: { currency: "eur", unit_amount: 8_500, product_data: { name: "Session" } } },
  ],
};

async function verified(request: IncomingMessage): Promise<Stripe.Event> {
  const body = Buffer.concat(await request.toArray());
  return Stripe.webhooks.constructEvent(body, String(request.headers["stripe-signature"]), secret);
}
