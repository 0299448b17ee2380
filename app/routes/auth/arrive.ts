import { type RouterContextProvider, redirect } from "react-router";
import { Authenticator } from "remix-auth";
import { signedIn } from "#app/context.ts";
import { consume, type LinkRefusal } from "#app/domain/identity/consume.ts";
import { deviceOf } from "#app/domain/identity/device.ts";
import { type Arrival, type Entered, enter } from "#app/domain/practices/enter.ts";
import { findHome } from "#app/domain/practices/queries.ts";
import { houseOf, inPractice, orNotFound } from "#app/http.ts";
import { writeCookie } from "#app/middleware/cookies.ts";
import { type Knock, MagicLinkStrategy } from "#app/middleware/magic-link.ts";
import { done, type Result } from "#app/values/result.ts";
import { whereTo } from "./whereto.ts";

type Context = Readonly<RouterContextProvider>;

/** Why somebody with a link or a code stays outside. `nowhere`: they have no place here. */
export type ArrivalRefusal = LinkRefusal | "nowhere";

/** Let in who shows the link or the code, and lead them on; the word why not otherwise. */
export async function arriveByMail(context: Context, request: Request): Promise<ArrivalRefusal> {
  const { appUrl } = houseOf(context);
  const authenticator = new Authenticator<Result<Response, ArrivalRefusal>>().use(
    new MagicLinkStrategy(appUrl, (knock) => answer(context, request, knock)),
  );
  const answered = await authenticator.authenticate("magic-link", request);
  if (answered.ok) throw answered.value;
  return answered.refusal;
}

async function answer(
  context: Context,
  request: Request,
  knock: Knock,
): Promise<Result<Response, ArrivalRefusal>> {
  const proof = await consume(houseOf(context), knock);
  if (!proof.ok) return proof;
  const { userId, back } = proof.value;
  const entered = await arrive(context, request, { userId, isOwnDevice: knock.isOwnDevice });
  return entered.ok ? done(welcome(context, entered.value, back)) : entered;
}

/** Begin the session of somebody who has shown who they are; whoever was signed in here before no longer is. */
export async function arrive(
  context: Context,
  request: Request,
  who: Pick<Arrival, "userId" | "isOwnDevice">,
): Promise<Result<Entered, "nowhere">> {
  const home = orNotFound(await findHome(houseOf(context)));
  const device = deviceOf(request.headers.get("user-agent"));
  return enter(inPractice(context, home.id), { ...who, device, before: context.get(signedIn) });
}

/** On into the place just entered, with the session's cookie; what the browser asked with is done with. */
export function welcome(context: Context, { token, keepSeconds, place }: Entered, back: string | null) {
  const { appUrl } = houseOf(context);
  const headers = new Headers([
    ["Set-Cookie", writeCookie("session", token, { appUrl, keepSeconds })],
    ["Set-Cookie", writeCookie("asking", "", { appUrl })],
  ]);
  return redirect(whereTo(place, back), { status: 303, headers });
}
