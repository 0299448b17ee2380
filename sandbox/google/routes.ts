import type { Outside } from "../outside.ts";
import { aRouter, type Router } from "../router.ts";
import { askedOf } from "../stripe/asked.ts";

/** Google's own paths, all answered by the engine; the page where somebody is asked is one of them. */
export function googleRoutes({ google }: Outside): Router {
  const app = aRouter();
  for (const path of [
    "/calendar/v3/*",
    "/o/oauth2/v2/auth",
    "/oauth2/v2/*",
    "/token",
    "/tokeninfo",
    "/revoke",
  ]) {
    app.all(path, async (c) => google.engine.answer(await askedOf(c)));
  }
  return app;
}
