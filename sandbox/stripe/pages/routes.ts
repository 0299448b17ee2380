import type { Outside } from "../../outside.ts";
import { nowherePage } from "../../pages/index.ts";
import { type Asked, aRouter, type Router } from "../../router.ts";
import { act, checkoutDeed, portalDeed } from "../control.ts";
import { lineItemsOf } from "../line-items.ts";
import { NotPossible } from "../not-possible.ts";
import { shownIn } from "../portal-deeds.ts";
import { Refusal } from "../refusal.ts";
import { checkoutPage, filledIn } from "./checkout.ts";
import { portalPage } from "./portal.ts";

/** Stripe's hosted pages for people. */
export function checkoutPages({ stripe }: Outside): Router {
  const app = aRouter();

  app.onError((error, c) => {
    if (error instanceof NotPossible) return c.html(nowherePage(), 404);
    throw error;
  });
  app.use("/stripe/*", async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
    c.header("x-content-type-options", "nosniff");
  });

  app.get("/stripe/checkout/:id", (c) => page(c));
  app.post("/stripe/checkout/:id", async (c) => {
    const read = checkoutDeed.safeParse(await c.req.parseBody());
    if (!read.success) return page(c, "That button is not known here.");
    const id = c.req.param("id");
    stripe.find("checkout-sessions", id);
    try {
      const session = act(stripe, id, read.data);
      if (read.data.do === "cancel") return c.redirect(filledIn(session.cancel_url ?? "/", session), 303);
      if (read.data.do === "fail") return page(c, "Your card was declined. Try another.");
      const next =
        session.success_url && session.status === "complete" ? filledIn(session.success_url, session) : null;
      return c.redirect(next ?? `/stripe/checkout/${id}`, 303);
    } catch (error) {
      return page(c, sorry(error));
    }
  });

  app.get("/stripe/portal/:id", (c) => portal(c));
  app.post("/stripe/portal/:id", async (c) => {
    const read = portalDeed.safeParse(await c.req.parseBody());
    if (!read.success) return portal(c, "That button is not known here.");
    const id = c.req.param("id");
    stripe.find("billing-portal-sessions", id);
    try {
      stripe.inPortal(id, read.data);
      return c.redirect(`/stripe/portal/${id}`, 303);
    } catch (error) {
      return portal(c, sorry(error));
    }
  });
  return app;

  function page(c: Asked, notice?: string): Response | Promise<Response> {
    const { merchant, thing } = stripe.owned("checkout-sessions", c.req.param("id") ?? "");
    return c.html(checkoutPage(thing, lineItemsOf(merchant, thing.id), notice));
  }

  function portal(c: Asked, notice?: string): Response | Promise<Response> {
    const { merchant, thing } = stripe.owned("billing-portal-sessions", c.req.param("id") ?? "");
    return c.html(portalPage(thing, shownIn(merchant, thing), notice));
  }
}

function sorry(error: unknown): string {
  if (error instanceof NotPossible || error instanceof Refusal) return error.message;
  throw error;
}
