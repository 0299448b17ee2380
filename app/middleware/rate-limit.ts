import { data, type MiddlewareFunction } from "react-router";
import { house, visitor } from "#app/context.ts";
import type { House } from "#app/domain/ctx.ts";

const unsafe = { name: "unsafe", points: 40, seconds: 300 };
const reading = { name: "api", points: 900, seconds: 60 };
const perAccount = { name: "account", points: 20, seconds: 3600 };

const isSafe = (method: string) => method === "GET" || method === "HEAD";

/** Count what changes something, and calls of the API, by network; pages are not counted (decisions, 32). */
export const limitByNetwork: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const isApi = new URL(request.url).pathname.startsWith("/api/");
  const limit = isSafe(request.method) ? (isApi ? reading : null) : unsafe;
  const wait = limit && (await context.get(house).countTry(limit, context.get(visitor).address));
  if (wait) throw tooMany(wait);
  return next();
};

/**
 * Count a try on one account (an e-mail address), after the network was counted, so that nobody can lock another out
 * from one place. Answers the seconds to wait, or null.
 */
export function countForAccount(house: House, email: string): Promise<number | null> {
  return house.countTry(perAccount, house.vault.fingerprint(`account:${email}`));
}

/** 429 with the seconds to wait; the root's boundary finds the words. */
export function tooMany(seconds: number) {
  return data(null, { status: 429, headers: { "Retry-After": String(seconds) } });
}
