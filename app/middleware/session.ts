import { data, type MiddlewareFunction, redirect } from "react-router";
import { house, signedIn } from "#app/context.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { findSession, touchSession } from "#app/domain/identity/session.ts";
import { placesOf } from "#app/domain/practices/standings.ts";
import { readCookie } from "./cookies.ts";

/** What asks by itself does not count as somebody being there (decisions, 6): a stream, a draft, a page brought up to date. */
function asksByItself(request: Request): boolean {
  return request.headers.has("x-by-itself") || /\/(stream|draft)$/.test(new URL(request.url).pathname);
}

/** Find out who is signed in. A request without the cookie asks nothing of the database. */
export const whoIsSignedIn: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const here = context.get(house);
  const token = readCookie(request, "session", here.appUrl);
  const session = token ? await findSession(here, token) : null;
  context.set(signedIn, session);
  if (session && !asksByItself(request)) await touchSession(here, session);
  return next();
};

type Args = Parameters<MiddlewareFunction<Response>>[0];

/** Let in clients who are signed in; send everybody else to sign in, and people with another hat to change it. */
export const requireClient: MiddlewareFunction<Response> = async (args, next) => {
  await requireStanding(args, "client");
  return next();
};

/** Let in people of a practice who have shown their second factor. */
export const requireMember: MiddlewareFunction<Response> = async (args, next) => {
  const session = await requireStanding(args, "member");
  if (!session.provenAt) throw redirect(`/sign-in/second-factor?${backTo(args.request)}`, 303);
  return next();
};

async function requireStanding({ request, context }: Args, kind: "client" | "member"): Promise<SignedIn> {
  const session = context.get(signedIn);
  if (!session) throw redirect(`/sign-in?${backTo(request)}`, 303);
  if (session.standing?.kind === kind) return session;
  const places = await placesOf(context.get(house), session.userId);
  const hasIt = places.some(({ memberId }) => (memberId === null) === (kind === "client"));
  if (hasIt) throw redirect(`/sign-in/standing?${backTo(request)}`, 303);
  throw data(null, { status: 404 });
}

/** Where to go on afterwards: the page that was asked for, or for a form the page it stands on. */
function backTo(request: Request): URLSearchParams {
  const { pathname, search } = new URL(request.url);
  return new URLSearchParams(request.method === "GET" ? { back: pathname + search } : {});
}
