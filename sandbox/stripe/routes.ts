import type { Outside } from "../outside.ts";
import { aRouter, type Router } from "../router.ts";
import { askedOf } from "./asked.ts";

/** Stripe's own paths, all answered by the engine. */
export function stripeRoutes({ stripe }: Outside): Router {
  const app = aRouter();
  app.all("/v1/*", async (c) => stripe.engine.answer(await askedOf(c)));
  return app;
}
