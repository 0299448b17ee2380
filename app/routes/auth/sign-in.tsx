import { randomBytes } from "node:crypto";
import { data, href, redirect } from "react-router";
import { z } from "zod";
import { askLink } from "#app/domain/identity/ask-link.ts";
import { linkMinutes } from "#app/domain/identity/rules.ts";
import { findHome } from "#app/domain/practices/queries.ts";
import * as wish from "#app/domain/reception/wish.ts";
import { houseOf, inPractice, orNotFound, readForm } from "#app/http.ts";
import { readCookie, writeCookie } from "#app/middleware/cookies.ts";
import { countForAccount } from "#app/middleware/rate-limit.ts";
import { ownPath } from "#app/routes/own-path.ts";
import { pageTitle } from "#app/routes/seo.ts";
import { isToken } from "#app/values/token.ts";
import type { Route } from "./+types/sign-in";
import { frontFrame, frontHeaders, leadOn } from "./front.ts";
import { SignInPage } from "./sign-in-page.tsx";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const back = ownPath.optional().catch(undefined);
const schema = z.object({ email: wish.email, back });

const noAddress = "Please type your email address. It should read like name@example.org.";
const tooOften =
  "A lot of links were asked for with this address. Please look in your inbox first, and ask again a little later.";

export async function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const goingTo = back.parse(searchParams.get("back") ?? undefined) ?? null;
  // Whoever changes how they sign in is asked to do it once more ("again"), signed in or not.
  if (!searchParams.has("again")) leadOn(context, goingTo);
  return { frame: await frontFrame(context), back: goingTo };
}

export async function action({ context, request }: Route.ActionArgs) {
  const house = houseOf(context);
  const home = orNotFound(await findHome(house));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ typed: form.typed, error: noAddress }, { status: 422 });
  const { email, back = null } = form.value;
  const wait = await countForAccount(context, email);
  if (wait)
    return data(
      { typed: { email, ...(back && { back }) }, error: tooOften },
      { status: 429, headers: { "Retry-After": String(wait) } },
    );

  const asker = askerOf(request, house.appUrl);
  await askLink(inPractice(context, home.id), { email, asker, back });
  const cookie = writeCookie("asking", asker, { appUrl: house.appUrl, keepSeconds: linkMinutes * 60 });
  throw redirect(href("/sign-in/sent"), { status: 303, headers: { "Set-Cookie": cookie } });
}

/** The secret of this browser: the one it has, or a new one. */
function askerOf(request: Request, appUrl: string): string {
  const known = readCookie(request, "asking", appUrl);
  return known && isToken(known) ? known : randomBytes(32).toString("base64url");
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Sign in", page.frame.name) : "Sign in" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function SignIn({ loaderData: { frame, back }, actionData }: Route.ComponentProps) {
  const { typed, error } = actionData ?? {};
  return <SignInPage frame={frame} back={typed?.back ?? back} email={typed?.email} error={error} />;
}
