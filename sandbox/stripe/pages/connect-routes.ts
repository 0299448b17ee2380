import type { Outside } from "../../outside.ts";
import { nowherePage } from "../../pages/index.ts";
import { aRouter, type Router } from "../../router.ts";
import { accountOf } from "../accounts.ts";
import { standing } from "../balance.ts";
import type { Link, Merchant } from "../merchant.ts";
import { NotPossible } from "../not-possible.ts";
import { connectPage, expressPage } from "./connect.ts";

/** The pages of connected accounts: setting one up, and its money. */
export function connectPages({ stripe }: Outside): Router {
  const app = aRouter();

  app.onError((error, c) => {
    if (error instanceof NotPossible) return c.html(nowherePage(), 404);
    throw error;
  });

  app.get("/stripe/connect/:link", (c) => {
    const { link, platform } = linkFound(c.req.param("link"));
    // A link is good for some minutes and once; a stale one leads to where a new one is made.
    const isStale = link.expiresAt <= platform.now;
    const connected = platform.connected.get(link.account);
    if (isStale || !connected) return c.redirect(link.refreshUrl, 303);
    return c.html(connectPage(c.req.param("link"), accountOf(connected)));
  });
  app.post("/stripe/connect/:link", async (c) => {
    const { link, platform } = linkFound(c.req.param("link"));
    if (link.expiresAt <= platform.now) return c.redirect(link.refreshUrl, 303);
    const { do: deed } = await c.req.parseBody();
    if (deed === "finish") stripe.onboard(link.account);
    link.expiresAt = 0;
    return c.redirect(link.returnUrl, 303);
  });
  app.get("/stripe/express/:id", (c) => {
    const connected = stripe.connected(c.req.param("id"));
    const payouts = connected.shelf("payouts").all.reverse();
    return c.html(expressPage(accountOf(connected), standing(connected, connected.currency), payouts));
  });
  return app;

  function linkFound(id: string): { link: Link; platform: Merchant } {
    for (const platform of stripe.engine.merchants.values()) {
      const link = platform.links.get(id);
      if (link) return { link, platform };
    }
    throw new NotPossible(`There is no such link: ${id}.`);
  }
}
