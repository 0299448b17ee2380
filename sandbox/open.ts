import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { controlRoutes } from "./control.ts";
import { googleControl } from "./google/control.ts";
import { googlePages } from "./google/pages/routes.ts";
import { googleRoutes } from "./google/routes.ts";
import { icalRoutes } from "./ical/routes.ts";
import { mishaps } from "./mishaps.ts";
import { anOutside, type GoogleWish, type Outside } from "./outside.ts";
import { nowherePage } from "./pages/index.ts";
import { pageRoutes } from "./pages/routes.ts";
import { record } from "./record.ts";
import { resendRoutes } from "./resend/routes.ts";
import type { Hook } from "./resend/webhooks.ts";
import { aRouter, type Router } from "./router.ts";
import { openSmtp } from "./smtp.ts";
import { stripeControl } from "./stripe/control.ts";
import type { Account } from "./stripe/engine.ts";
import { connectPages } from "./stripe/pages/connect-routes.ts";
import { checkoutPages } from "./stripe/pages/routes.ts";
import { stripeRoutes } from "./stripe/routes.ts";
import { notBuilt, serviceOf } from "./vendors.ts";

export type Sandbox = { url: string; smtpUrl: string; close: () => Promise<void> };
/** `hook` hears from Resend; each account of `stripe` has its key, and the hook that hears of it. */
type Wish = {
  port: number;
  smtpPort?: number;
  host?: string;
  now?: () => Date;
  hook?: Hook | undefined;
  stripe?: readonly Account[] | undefined;
  google?: GoogleWish | undefined;
};

/**
 * The outside world on one port, and SMTP on the next (port 0: any two that are free). `now` lets tests keep the
 * clock. Rejects when a port is taken.
 */
export async function openSandbox({
  port,
  smtpPort,
  host = "127.0.0.1",
  now,
  hook,
  stripe,
  google,
}: Wish): Promise<Sandbox> {
  const closing = new AbortController();
  const outside = anOutside(now ?? (() => new Date()), closing.signal, hook, stripe, google);
  const server = createAdaptorServer({ fetch: routes(outside).fetch }) as Server;
  const smtp = await openSmtp(outside, smtpPort ?? (port === 0 ? 0 : port + 1), host);
  try {
    await listening(server, port, host);
  } catch (error) {
    await smtp.close();
    throw error;
  }

  async function close(): Promise<void> {
    closing.abort();
    const closed = new Promise((done) => server.close(done));
    server.closeAllConnections();
    await Promise.all([closed, smtp.close()]);
  }
  const { port: given } = server.address() as AddressInfo;
  return { url: `http://${host}:${given}`, smtpUrl: `smtp://${host}:${smtp.port}`, close };
}

function routes(outside: Outside): Router {
  const app = aRouter();
  const vendors = [
    "/emails/*",
    "/v1/*",
    "/v2/*",
    "/calendar/v3/*",
    "/o/oauth2/*",
    "/oauth2/*",
    "/token",
    "/tokeninfo",
    "/revoke",
    "/ical/*",
  ];
  for (const path of vendors) app.use(path, record(outside), mishaps(outside));
  app.route("/", resendRoutes(outside));
  app.route("/", stripeRoutes(outside));
  app.route("/", stripeControl(outside));
  app.route("/", checkoutPages(outside));
  app.route("/", connectPages(outside));
  app.route("/", googleRoutes(outside));
  app.route("/", googleControl(outside));
  app.route("/", googlePages(outside));
  app.route("/", icalRoutes(outside));
  app.route("/", controlRoutes(outside));
  app.route("/", pageRoutes(outside));

  app.notFound((c) => {
    const service = serviceOf(c.req.path);
    if (!service && c.req.header("accept")?.includes("text/html")) return c.html(nowherePage(), 404);
    return c.json(notBuilt(service, c.req.method, c.req.path), 501);
  });
  app.onError((error, c) => {
    console.error(error);
    return c.json({ error: { code: "sandbox_bug", message: String(error) } }, 500);
  });
  return app;
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, done);
  });
}
