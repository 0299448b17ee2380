import { data, type MiddlewareFunction, type RouterContextProvider } from "react-router";
import { house, visitor } from "#app/context.ts";

/** What one network may do. Behind one address there may be a household, a clinic or a train. */
const changing = { name: "changing", points: 40, seconds: 300 };
const reading = { name: "reading", points: 900, seconds: 60 };

/**
 * What may be done about one account: from one network, so that nobody's mailbox is filled from there; and from all of
 * them, where the bound is beyond what any one network reaches, so that nobody can lock another out (decisions, 4).
 */
const accountFromHere = { name: "account_here", points: 10, seconds: 3600 };
const account = { name: "account", points: 500, seconds: 3600 };

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Count what changes something, by network; pages are not counted (decisions, 32). The API counts for itself. */
export const limitPages: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  if (!safe.has(request.method) && !new URL(request.url).pathname.startsWith("/api/")) await count(context, changing);
  return next();
};

/** Count every call of the API, by network. */
export const limitCalls: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  await count(context, safe.has(request.method) ? reading : changing);
  return next();
};

/** Count a try on one account (an e-mail address). Throws 429 when there were too many. */
export async function countForAccount(context: Readonly<RouterContextProvider>, email: string): Promise<void> {
  const { vault, countTry } = context.get(house);
  const here = vault.fingerprint(`account:${context.get(visitor).address}:${email}`);
  const wait = (await countTry(accountFromHere, here)) ?? (await countTry(account, vault.fingerprint(`account:${email}`)));
  if (wait) throw tooMany(wait);
}

async function count(context: Readonly<RouterContextProvider>, limit: typeof changing): Promise<void> {
  const wait = await context.get(house).countTry(limit, context.get(visitor).address);
  if (wait) throw tooMany(wait);
}

/** 429 with the seconds to wait; the root's boundary finds the words, the API's layout its own. */
function tooMany(seconds: number) {
  return data(null, { status: 429, headers: { "Retry-After": String(seconds) } });
}
