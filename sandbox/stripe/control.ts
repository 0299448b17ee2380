import { z } from "zod";
import type { Outside } from "../outside.ts";
import { type Asked, aRouter, type Router } from "../router.ts";
import type { StripeDesk } from "./desk.ts";
import { NotPossible } from "./not-possible.ts";
import { Refusal } from "./refusal.ts";
import { type Kind, kinds } from "./shelves.ts";

export const checkoutDeed = z.strictObject({
  do: z.enum(["pay", "fail", "cancel", "delay", "delay-succeeds", "delay-fails", "expire", "apply-code"]),
  code: z.string().max(100).optional(),
  card: z.enum(["ok", "declines-later", "needs-authentication"]).optional(),
});
export type CheckoutDeed = z.infer<typeof checkoutDeed>;

export const portalDeed = z.strictObject({
  do: z.enum(["card", "end", "keep"]),
  subscription: z.string().optional(),
  card: z.enum(["ok", "declines-later", "needs-authentication"]).optional(),
});

const clock = z.strictObject({ advanceSeconds: z.int().min(0).max(400_000_000) });
const account = z.strictObject({
  secretKey: z.string().regex(/^sk_test_\w+$/),
  url: z.url().optional(),
  secret: z.string().min(1).optional(),
});
const accountDeed = z.strictObject({ do: z.enum(["onboard", "restrict", "disconnect"]) });
const payoutDeed = z.strictObject({ do: z.enum(["arrive", "fail"]) });
const webhooks = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("deliver") }),
  z.strictObject({ do: z.literal("lose") }),
  z.strictObject({ do: z.literal("send-again"), event: z.string() }),
]);
const newRefunds = z.strictObject({ new: z.enum(["succeed", "wait"]) });
const refundDeed = z.strictObject({ do: z.enum(["succeed", "fail"]) });
const newDispute = z.strictObject({
  charge: z.string(),
  amount: z.int().min(1).optional(),
  reason: z.string().min(1).optional(),
});
const disputeDeed = z.strictObject({ do: z.enum(["win", "lose"]) });

/** What scripts do at Stripe's counter: `/control/stripe/…`, as the README beside this file lists it. */
export function stripeControl({ stripe }: Outside): Router {
  const app = aRouter();

  app.onError((error, c) => {
    if (error instanceof NotPossible) return words(c, 409, "not_possible", error.message);
    if (error instanceof BadWish) return words(c, 400, "bad_wish", error.message);
    if (error instanceof Refusal) return words(c, 409, error.words.code ?? "refused", error.message);
    throw error;
  });

  app.get("/control/stripe/:kind", (c) => {
    const kind = c.req.param("kind");
    if (!isKind(kind))
      return words(c, 404, "not_found", `Stripe keeps no ${kind}; it keeps ${kinds.join(", ")}.`);
    return c.json({ [kind]: stripe.list(kind, c.req.query("key")) });
  });
  app.post("/control/stripe/checkout/:id", async (c) =>
    c.json(act(stripe, c.req.param("id"), await wish(c, checkoutDeed))),
  );
  app.post("/control/stripe/portal/:id", async (c) =>
    c.json(stripe.inPortal(c.req.param("id"), await wish(c, portalDeed))),
  );
  app.post("/control/stripe/clock", async (c) => {
    stripe.advance((await wish(c, clock)).advanceSeconds);
    return c.json({ now: new Date(stripe.engine.clock.seconds * 1000).toISOString() });
  });
  app.post("/control/stripe/accounts", async (c) => {
    const { secretKey, url, secret } = await wish(c, account);
    stripe.engine.open({ secretKey, ...(url && { url }), ...(secret && { secret }) });
    return c.json({ secretKey }, 201);
  });
  app.post("/control/stripe/accounts/:id", async (c) => {
    const deed = await wish(c, accountDeed);
    const id = c.req.param("id");
    if (deed.do === "onboard") return c.json(stripe.onboard(id));
    if (deed.do === "restrict") return c.json(stripe.restrict(id));
    stripe.disconnect(id);
    return c.json({ id, disconnected: true });
  });
  app.post("/control/stripe/payouts/:id", async (c) => {
    const deed = await wish(c, payoutDeed);
    const id = c.req.param("id");
    return c.json(deed.do === "arrive" ? stripe.arrive(id) : stripe.failPayout(id));
  });
  app.post("/control/stripe/refunds", async (c) => {
    stripe.newRefunds((await wish(c, newRefunds)).new);
    return c.json({ new: stripe.engine.mood.refunds });
  });
  app.post("/control/stripe/refunds/:id", async (c) => {
    const deed = await wish(c, refundDeed);
    const id = c.req.param("id");
    return c.json(deed.do === "succeed" ? stripe.succeedRefund(id) : stripe.failRefund(id));
  });
  app.post("/control/stripe/disputes", async (c) => {
    const { charge, ...rest } = await wish(c, newDispute);
    return c.json(stripe.dispute(charge, rest), 201);
  });
  app.post("/control/stripe/disputes/:id", async (c) => {
    const deed = await wish(c, disputeDeed);
    return c.json(stripe.decide(c.req.param("id"), deed.do === "win" ? "won" : "lost"));
  });
  app.post("/control/stripe/webhooks", async (c) => {
    const deed = await wish(c, webhooks);
    if (deed.do === "deliver") stripe.deliver();
    else if (deed.do === "lose") stripe.lose();
    else stripe.sendAgain(deed.event);
    return c.json({ waiting: stripe.waiting });
  });
  return app;
}

/** What the hosted page does, for whoever presses its buttons and for scripts. `cancel` changes nothing at Stripe. */
export function act(stripe: StripeDesk, id: string, deed: CheckoutDeed) {
  switch (deed.do) {
    case "pay":
      return stripe.pay(id, deed.card);
    case "fail":
      return stripe.decline(id);
    case "cancel":
      return stripe.find("checkout-sessions", id);
    case "delay":
      return stripe.delay(id);
    case "delay-succeeds":
      return stripe.delaySucceeds(id);
    case "delay-fails":
      return stripe.delayFails(id);
    case "apply-code":
      return stripe.applyCode(id, deed.code ?? "");
    case "expire":
      return stripe.expire(id);
  }
}

class BadWish extends Error {}

async function wish<T>(c: Asked, shape: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => "not JSON");
  const read = shape.safeParse(body);
  if (!read.success) throw new BadWish(z.prettifyError(read.error));
  return read.data;
}

function words(c: Asked, status: 400 | 404 | 409, code: string, message: string): Response {
  return c.json({ error: { code, message } }, status);
}

function isKind(name: string): name is Kind {
  return (kinds as readonly string[]).includes(name);
}
