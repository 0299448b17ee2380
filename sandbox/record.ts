import type { MiddlewareHandler } from "hono";
import type { Exchange, Violation } from "./contracts.ts";
import type { Outside } from "./outside.ts";
import type { Received } from "./requests.ts";
import type { Surroundings } from "./router.ts";
import { serviceOf } from "./vendors.ts";

/** Remembers what the vendors were asked, what came of it, and where either side broke the vendor's contract. */
export function record({ requests, contracts, now }: Outside): MiddlewareHandler<Surroundings> {
  return async (c, next) => {
    const service = serviceOf(c.req.path);
    const url = new URL(c.req.url);
    const { method } = c.req;
    const received: Received = {
      service: service ?? "unknown",
      method,
      path: url.pathname + url.search,
      headers: kept(c.req.raw.headers),
      body: null,
      status: 0,
      violations: null,
      at: now().toISOString(),
    };
    requests.add(received);
    await next();

    const raw = await c.req.text().catch(() => "");
    const answered = !c.res.headers.has("x-hono-already-sent");
    received.body = read(raw);
    received.status = answered ? c.res.status : 0;
    if (!contracts || !service || (!answered && raw === "")) return;
    const answer = answered ? read(await c.res.clone().text()) : undefined;
    const readable = typeof answer === "object" ? answer : undefined;
    received.violations = checked({ service, method, url, raw, status: received.status, answer: readable });
  };

  function checked(exchange: Exchange): Violation[] {
    try {
      return contracts?.(exchange) ?? [];
    } catch (error) {
      return [{ in: "request", param: "", rule: "unreadable", message: String(error) }];
    }
  }
}

/** Never the authorization header: a key does not belong in a log, not even a sandbox's. */
export function kept(headers: Headers): Record<string, string> {
  const names = [
    "content-type",
    "idempotency-key",
    "user-agent",
    "stripe-version",
    "stripe-account",
    "if-match",
  ];
  return Object.fromEntries(
    names.map((name) => [name, headers.get(name) ?? ""]).filter(([, value]) => value !== ""),
  );
}

/** A body as what it says, where it is JSON. */
export function read(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw === "" ? null : raw;
  }
}
