import { data, href, redirect } from "react-router";
import { pageTitle } from "#app/routes/seo.ts";
import type { Route } from "./+types/set-up-passkey";
import { passkeyWords, registerPasskey } from "./add-passkey.ts";
import { frontHeaders } from "./front.ts";
import { goOn, halfIn, toTheDoor } from "./second-step.ts";
import { SetUpPage } from "./set-up-page.tsx";
import { setUpPage, toOwnWays, toTheCodes } from "./set-up-way.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

/** The form stands on the page before: only what is posted to it is answered here. */
export const middleware: Route.MiddlewareFunction[] = [
  ({ request }) => {
    if (request.method !== "POST") throw redirect(href("/sign-in/second-factor/set-up"), 303);
  },
];

export function loader({ context, request }: Route.LoaderArgs) {
  return setUpPage(context, request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const half = halfIn(context, request);
  const added = await registerPasskey(half.ctx, half.session, request);
  if (added.ok) throw added.value ? goOn(half, added.value, toTheCodes(half)) : toTheDoor(half);
  if (added.refusal === "signed_out") throw toTheDoor(half);
  if (added.refusal === "not_proven") throw toOwnWays(half);
  return data({ error: passkeyWords[added.refusal] }, { status: added.refusal === "not_fresh" ? 403 : 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Set up your second step", page.frame.name) : "Set up your second step" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function SetUpPasskey({ loaderData, actionData }: Route.ComponentProps) {
  return <SetUpPage page={loaderData} passkeyError={actionData?.error} />;
}
