import { href, type RouterContextProvider, redirect } from "react-router";
import { signedIn } from "#app/context.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import type { Proof } from "#app/domain/identity/prove.ts";
import { secondFactorsOf, waysOf } from "#app/domain/identity/second-factor.ts";
import type { SignedIn } from "#app/domain/identity/session.ts";
import { houseOf } from "#app/http.ts";
import { writeCookie } from "#app/middleware/cookies.ts";
import { ownPath } from "#app/routes/own-path.ts";
import { frontFrame } from "./front.ts";
import { backQuery, whereTo } from "./whereto.ts";

type Context = Readonly<RouterContextProvider>;

/** A member between the mailed link and the second step, and where they were going. */
export type HalfIn = { ctx: MemberCtx; session: SignedIn; back: string | null };

/** Who stands before the second step. Whoever has it behind them, or needs none, is led on; everybody else signs in. */
export function halfIn(context: Context, request: Request): HalfIn {
  const asked = new URL(request.url).searchParams.get("back");
  const back = ownPath.safeParse(asked).data ?? null;
  const session = context.get(signedIn);
  if (!session) throw redirect(`${href("/sign-in")}${backQuery(back)}`, 303);
  const { standing, userId } = session;
  if (standing?.kind !== "member") throw redirect(whereTo(standing && { memberId: null }, back), 303);
  if (session.provenAt) throw redirect(whereTo(standing, back), 303);
  const { practiceId } = standing;
  return { ctx: { ...houseOf(context), practiceId, actor: { ...standing, userId } }, session, back };
}

/** What the pages of the second step show: which ways there are. Without any, somebody is led to set one up. */
export async function secondStepPage(context: Context, request: Request) {
  const { ctx, session, back } = halfIn(context, request);
  const factors = await secondFactorsOf(ctx, session.userId);
  if (waysOf(factors) === 0)
    throw redirect(`${href("/sign-in/second-factor/set-up")}${backQuery(back)}`, 303);
  return {
    frame: await frontFrame(context),
    query: backQuery(back),
    hasApp: factors.app !== null,
    hasPasskey: factors.passkeys.length > 0,
  };
}

export type SecondStep = Awaited<ReturnType<typeof secondStepPage>>;

/** On, under the session's new token. */
export function goOn({ ctx, back }: HalfIn, proof: Proof, to?: string) {
  return redirect(to ?? whereTo(ctx.actor, back), { status: 303, headers: provenCookie(ctx, proof) });
}

/** The session's new token for the browser. People of a practice keep it no longer than the browser is open. */
function provenCookie({ appUrl }: Pick<MemberCtx, "appUrl">, { token }: Proof): HeadersInit {
  return { "Set-Cookie": writeCookie("session", token, { appUrl }) };
}

/** Back to the door, for somebody whose session ended while they were typing. */
export function toTheDoor({ back }: HalfIn) {
  return redirect(`${href("/sign-in")}${backQuery(back)}`, 303);
}

export function tooMany(wait: number): string {
  const minutes = Math.ceil(wait / 60);
  return `A lot of codes were tried, so we wait a little. Please try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}
