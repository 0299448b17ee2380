import { setTimeout as delay } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { Fault } from "./faults.ts";
import { answerOf, possibleFaults } from "./google/mishaps.ts";
import type { Outside } from "./outside.ts";
import type { Asked, Surroundings } from "./router.ts";
import { askedOf } from "./stripe/asked.ts";
import { internalError, serviceOf, tooMany, vendorError } from "./vendors.ts";

const SLOW_MS = 60_000;

/** Lets the vendors fail as they were asked to through /control/faults. */
export function mishaps(outside: Outside): MiddlewareHandler<Surroundings> {
  return async (c, next) => {
    c.set("linger", async () => undefined);
    const service = serviceOf(c.req.path);
    if (!service || service === "smtp") return next();

    const early = outside.faults.take(service, [calledBy(c)], ["refuse"]);
    if (early) return hungUp(c);
    const where = [calledBy(c), ...recipients(await c.req.text())];
    const url = new URL(c.req.url);
    const fault = outside.faults.take(service, where, service === "google" ? possibleFaults(url) : undefined);
    if (!fault) return next();
    const said = service === "google" ? answerOf(fault, url) : null;
    if (said) return said;

    switch (fault.fault) {
      case "refuse":
        return hungUp(c);
      case "hang":
        await delay(2 ** 31 - 1, undefined, { signal: outside.closing }).catch(() => undefined);
        return hungUp(c);
      case "500":
        if (service === "stripe") return outside.stripe.engine.breakDown(await askedOf(c));
        return c.json(vendorError(service, internalError(service)), 500);
      case "429":
        c.header("retry-after", "1");
        return c.json(vendorError(service, tooMany(service)), 429);
      case "cut":
        return cutOff(c);
      case "slow":
        return late(c, fault, outside.closing, next);
      case "lose-answer":
        await next();
        return replaced(c, hungUp(c));
      case "bad-json":
        await next();
        return replaced(c, new Response('{"id": "', { headers: { "content-type": "application/json" } }));
      default:
        return next();
    }
  };
}

async function late(c: Asked, fault: Fault, closing: AbortSignal, next: () => Promise<void>): Promise<void> {
  let waiting: Promise<void> | undefined;
  c.set("linger", () => {
    waiting ??= delay(fault.ms ?? SLOW_MS, undefined, { signal: closing }).catch(() => undefined);
    return waiting;
  });
  await next();
  await c.get("linger")();
}

/** Hono keeps an answer once it is given, unless it is taken away first. */
function replaced(c: Asked, answer: Response): void {
  c.res = undefined;
  c.res = answer;
}

function hungUp(c: Asked): Response {
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function cutOff(c: Asked): Response {
  const { outgoing } = c.env;
  outgoing.writeHead(200, { "content-type": "application/json", "content-length": "64" });
  outgoing.write('{"id": "', () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

function recipients(body: string): string[] {
  try {
    const sent: unknown = JSON.parse(body);
    return [sent].flat().flatMap((email) => [Object(email).to ?? []].flat().map(String));
  } catch {
    return [];
  }
}

/** The call as faults name it: "POST /v1/refunds". */
function calledBy({ req }: Context): string {
  return `${req.method} ${req.path}`;
}
