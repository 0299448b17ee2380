import { randomUUID } from "node:crypto";
import { createRequestHandler, RouterContextProvider } from "react-router";
import { compressed } from "./compression.server.ts";
import * as keys from "./context.ts";
import type { House } from "./domain/ctx.ts";
import { replayErasures } from "./domain/operations/erasure-list.ts";
import { printCode, setupUrlOf } from "./domain/setup/code.ts";
import type { Env } from "./env.server.ts";
import { openHouse } from "./house.server.ts";
import { resendEvents } from "./integrations/resend-events.server.ts";
import { type Log, openLog } from "./log.server.ts";
import { exposition, observe, watch } from "./metrics.server.ts";
import { isBearer } from "./middleware/bearer.ts";
import { isOwnOrigin } from "./middleware/origin-check.ts";
import { countForNetwork } from "./middleware/rate-limit.ts";
import { alsoLeadingTo, securityHeaders } from "./middleware/security-headers.ts";
import { parseNetworks } from "./middleware/visitor-address.ts";
import { migrate } from "./migrate.server.ts";
import { checkReadiness } from "./readiness.server.ts";
import { openNews } from "./realtime/news.server.ts";
import { bringsFile } from "./upload.ts";
import { bounded, emptied, isOperational, legible, refused, visitorOf } from "./visitor.server.ts";

export { createRequestListener as listener } from "@remix-run/node-fetch-server";
export { readEnv } from "./env.server.ts";
export { staticFiles } from "./static-files.server.ts";

type Peer = { address: string };

async function setupAddress(house: House): Promise<string | null> {
  const code = await printCode(house);
  return code && setupUrlOf(house, code);
}

/** Before anybody comes in: whoever was erased stays so, in a database that was restored from before as well. */
async function forgetAgain(house: House, log: Log): Promise<void> {
  const again = await replayErasures({ ...house, actor: { kind: "system", job: "replay_erasures" } });
  if (again > 0) log.warn({ again }, "erased clients were in the database and are forgotten again");
}

/** The house, open: `answer` for the web, `work` for the queue, `close` when it is time. */
export async function open(env: Env) {
  const log = openLog(env);
  const applied = await migrate(env.DATABASE_URL);
  if (applied.length > 0) log.info({ applied }, "migrated");
  const { house, hasty, database, queue, work, close } = await openHouse(env, log);
  await forgetAgain(house, log);
  const setupUrl = env.ROLE === "worker" ? null : await setupAddress(house);
  if (setupUrl)
    log.info({ setupUrl }, "nobody has this Selvage yet: a practice can be set up at this address, once");
  const news = openNews({ url: env.DATABASE_URL, onError: (error) => log.warn({ error }, "live news") });
  watch({ database, queue, news, house });
  const mode = env.SELVAGE_MODE === "development" ? "development" : "production";
  const build = () => import("virtual:react-router/server-build");
  // In development the routes change under our hands; otherwise they are laid out once and not for every request.
  const handle = createRequestHandler(mode === "development" ? build : await build(), mode);
  const readMail = env.RESEND_WEBHOOK_SECRET ? resendEvents(env.RESEND_WEBHOOK_SECRET) : null;
  const trusted = parseNetworks(env.TRUSTED_PROXIES);
  const appUrl = new URL(env.APP_URL);
  if (env.SANDBOX_URL) alsoLeadingTo(new URL(env.SANDBOX_URL).origin);
  const headers = securityHeaders({ isHttps: appUrl.protocol === "https:" });

  async function route(arrived: Request, peer: Peer, requestId: string): Promise<Response> {
    const request = legible(arrived);
    const asked = request.headers.get("host");
    const { pathname, search } = new URL(request.url);
    if (asked !== appUrl.host && request.method === "GET" && !isOperational(pathname)) {
      return new Response(null, {
        status: 308,
        headers: { Location: new URL(pathname + search, appUrl).href },
      });
    }
    const visitor = visitorOf(request, peer.address, { requestId, vault: house.vault, trusted });
    const { whole, barred } = await atTheDoor(request, visitor);
    const context = new RouterContextProvider();
    context.set(keys.barred, barred);
    context.set(keys.house, house);
    context.set(keys.world, hasty);
    context.set(keys.isDevelopment, env.SELVAGE_MODE === "development");
    context.set(keys.log, log);
    context.set(keys.news, news);
    context.set(keys.readMail, readMail);
    context.set(keys.visitor, visitor);
    context.set(keys.readiness, () => checkReadiness(database));
    context.set(keys.metrics, async (header) => (isBearer(header, env.METRICS_TOKEN) ? exposition() : null));
    const answer = await handle(whole, context);
    if (barred?.status === 429) answer.headers.set("Retry-After", String(barred.wait));
    return answer;
  }

  /** Turn away what comes from elsewhere, is too large or too often; it is told why on a page of its own, or in JSON. */
  async function atTheDoor(
    request: Request,
    visitor: keys.Visitor,
  ): Promise<{ whole: Request; barred: keys.Barred | null }> {
    const isCall = new URL(request.url).pathname.startsWith("/api/");
    const turnAway = (barred: keys.Barred) => ({
      whole: isCall ? emptied(request) : refused(request),
      barred,
    });
    if (!isOwnOrigin(request)) return turnAway({ status: 403 });
    // While the database is away nobody can be counted; what follows will say so itself.
    // A hook shows by its signature whose it is; a mail service tells of thousands of letters from one network.
    const isHook = new URL(request.url).pathname.startsWith("/hooks/");
    const wait = isCall || isHook ? null : await countForNetwork(house, visitor, request).catch(() => null);
    if (wait) return turnAway({ status: 429, wait });
    const whole = bringsFile(request) ? request : await bounded(request);
    return whole ? { whole, barred: null } : turnAway({ status: 413 });
  }

  return {
    log,
    /** Where a practice is set up, with the code that opens it once; null where there is one. */
    setupUrl,
    ready: build,
    /** Answer one request. Every answer carries the security headers and the request's id, errors too. */
    async answer(request: Request, peer: Peer): Promise<Response> {
      const requestId = randomUUID();
      const started = performance.now();
      const response = await route(request, peer, requestId).catch((error: unknown) => {
        log.error({ error, requestId }, "unanswered");
        return new Response("Something broke on our side, not yours. Nothing was lost.", { status: 500 });
      });
      const answer = await compressed(request, response);
      for (const [name, value] of Object.entries(headers))
        if (!answer.headers.has(name)) answer.headers.set(name, value);
      if (!answer.headers.has("Cache-Control")) answer.headers.set("Cache-Control", "private, no-cache");
      answer.headers.set("X-Request-Id", requestId);
      const ms = performance.now() - started;
      const line = {
        requestId,
        method: request.method,
        route: observe(request, answer.status, ms),
        status: answer.status,
        ms: Math.round(ms),
      };
      log.info(line, "answered");
      return answer;
    },
    work,
    /** End the live streams, so that what is left to answer is short. */
    hangUp: news.hangUp,
    async close() {
      await news.close();
      await close();
    },
  };
}
