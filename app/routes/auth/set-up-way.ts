import { href, type RouterContextProvider, redirect } from "react-router";
import { isFresh } from "#app/domain/identity/rules.ts";
import { secondFactorsOf, waysOf } from "#app/domain/identity/second-factor.ts";
import { frontFrame } from "./front.ts";
import { type HalfIn, halfIn } from "./second-step.ts";
import { freshOffer } from "./set-up-app.ts";
import { backQuery } from "./whereto.ts";

/** What the page of a first set-up shows; `offer` is null until somebody signs in afresh. Who has a second step shows it instead. */
export async function setUpPage(context: Readonly<RouterContextProvider>, request: Request) {
  const half = halfIn(context, request);
  const { ctx, session, back } = half;
  if (waysOf(await secondFactorsOf(ctx, session.userId)) > 0) throw toOwnWays(half);
  return {
    frame: await frontFrame(context),
    query: backQuery(back),
    offer: isFresh(session, ctx.now().getTime()) ? await freshOffer(ctx, session) : null,
  };
}

export function toOwnWays({ back }: HalfIn) {
  return redirect(`${href("/sign-in/second-factor")}${backQuery(back)}`, 303);
}

/** First of all the codes for the day the phone is gone. */
export function toTheCodes({ back }: HalfIn): string {
  return `${href("/practice/settings/security/recovery-codes")}${backQuery(back)}`;
}
