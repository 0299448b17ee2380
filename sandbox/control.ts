import { z } from "zod";
import { faultSchema } from "./faults.ts";
import { forget, type Outside } from "./outside.ts";
import { type Asked, aRouter, type Router } from "./router.ts";

/** The calls for scripts: read the mail, make things fail, see what was asked, start over. */
export function controlRoutes(outside: Outside): Router {
  const { inbox, emails, faults, requests, contracts } = outside;
  const app = aRouter();

  app.get("/control/inbox", (c) => {
    emails.deliverDue();
    return c.json({ messages: inbox.list(c.req.query("to")) });
  });

  app.get("/control/faults", (c) => c.json({ faults: faults.all }));
  app.delete("/control/faults", (c) => {
    faults.clear();
    return c.json({ faults: [] });
  });
  app.post("/control/faults", async (c) => {
    const wish = faultSchema.safeParse(await body(c));
    if (!wish.success)
      return c.json({ error: { code: "bad_fault", message: z.prettifyError(wish.error) } }, 400);
    faults.add(wish.data);
    return c.json({ faults: faults.all }, 201);
  });

  app.get("/control/requests", (c) => {
    const note = contracts
      ? "Checked against the vendors' contracts."
      : "The vendors' contracts are not on this machine, so `violations` is null. Set CONTRACTS to their folder.";
    return c.json({ contracts: contracts !== null, note, requests: requests.all });
  });

  app.post("/control/reset", (c) => {
    forget(outside);
    return c.json({ reset: true });
  });

  app.all("/control/*", (c) => {
    const message = `There is no ${c.req.method} ${c.req.path}.`;
    return c.json({ error: { code: "not_found", message } }, 404);
  });
  return app;
}

async function body(c: Asked): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return "not JSON";
  }
}
