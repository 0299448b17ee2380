import { data, type MiddlewareFunction, type RouterContextProvider } from "react-router";
import { house, type Visitor, visitor } from "#app/context.ts";
import type { House } from "#app/domain/ctx.ts";

/** What one network may do. Behind one address there may be a household, a clinic or a train. */
const changing = { name: "changing", points: 40, seconds: 300 };
const reading = { name: "reading", points: 900, seconds: 60 };

/**
 * What may be done about one account: from one network, so that nobody's mailbox is filled from there; and from all of
 * them, where the bound is beyond what any one network reaches, so that nobody can lock another out (decisions, 4).
 */
const accountFromHere = { name: "account_here", points: 10, seconds: 3600 };
const account = { name: "account", points: 500, seconds: 3600 };

/**
 * What may be tried as a second step: from one network, and from all of them in a day. A code is one of a million and
 * three count at a time, so a hundred guesses find it in three days of ten thousand. Only who already holds the mailed
 * link gets as far as trying, so here a bound for all may be low without letting strangers lock anybody out.
 */
const secondFactorFromHere = { name: "second_factor_here", points: 10, seconds: 900 };
const secondFactor = { name: "second_factor", points: 100, seconds: 86_400 };

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Count what changes something, by network; pages are not counted (decisions, 32). Answers the seconds to wait, or null. */
export async function countForNetwork(
  { countTry }: House,
  { address }: Visitor,
  request: Request,
): Promise<number | null> {
  return safe.has(request.method) ? null : countTry(changing, address);
}

/** Count every call of the API, by network. */
export const limitCalls: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const limit = safe.has(request.method) ? reading : changing;
  const wait = await context.get(house).countTry(limit, context.get(visitor).address);
  if (wait) throw data(null, { status: 429, headers: { "Retry-After": String(wait) } });
  return next();
};

/** Count a try on one account (an e-mail address). Answers the seconds to wait, or null. */
export async function countForAccount(
  context: Readonly<RouterContextProvider>,
  email: string,
): Promise<number | null> {
  const { vault, countTry } = context.get(house);
  const here = vault.fingerprint(`account:${context.get(visitor).address}:${email}`);
  return (await countTry(accountFromHere, here)) ?? countTry(account, vault.fingerprint(`account:${email}`));
}

/** Count a try at somebody's second step. Answers the seconds to wait, or null. */
export async function countForSecondFactor(
  context: Readonly<RouterContextProvider>,
  userId: string,
): Promise<number | null> {
  const { vault, countTry } = context.get(house);
  const here = vault.fingerprint(`second factor:${context.get(visitor).address}:${userId}`);
  return (await countTry(secondFactorFromHere, here)) ?? countTry(secondFactor, userId);
}
