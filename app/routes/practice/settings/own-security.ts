import type { RouterContextProvider } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { isFresh } from "#app/domain/identity/rules.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { asMember, sessionOf } from "#app/http.ts";

/** Who changes how they sign in, and whether they signed in recently enough to. */
export function ownSecurity(context: Readonly<RouterContextProvider>): {
  ctx: MemberCtx;
  session: SignedIn;
  isReady: boolean;
} {
  const ctx = asMember(context, "security.own");
  const session = sessionOf(context);
  return { ctx, session, isReady: isFresh(session, ctx.now().getTime()) };
}

/** A page that shows a secret once stays in nobody's cache. */
export const unkept = { "Cache-Control": "private, no-store" };
