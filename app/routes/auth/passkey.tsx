import { data, href, redirect } from "react-router";
import { z } from "zod";
import { proveByPasskey } from "#app/domain/identity/passkeys.ts";
import { readForm } from "#app/http.ts";
import { countForSecondFactor } from "#app/middleware/rate-limit.ts";
import { pageTitle } from "#app/routes/seo.ts";
import type { Route } from "./+types/passkey";
import { authentication } from "./fields.ts";
import { frontHeaders } from "./front.ts";
import { SecondFactorPage } from "./second-factor-page.tsx";
import { goOn, halfIn, secondStepPage, tooMany, toTheDoor } from "./second-step.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({ credential: authentication });

const notVerified = "That passkey didn’t open it. You can try again, or take another way.";

/** The form stands on the page before: only what is posted to it is answered here. */
export const middleware: Route.MiddlewareFunction[] = [
  ({ request }) => {
    if (request.method !== "POST") throw redirect(href("/sign-in/second-factor"), 303);
  },
];

export function loader({ context, request }: Route.LoaderArgs) {
  return secondStepPage(context, request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const half = halfIn(context, request);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: notVerified }, { status: 422 });
  const wait = await countForSecondFactor(context, half.session.userId);
  if (wait) return data({ error: tooMany(wait) }, { status: 429, headers: { "Retry-After": String(wait) } });
  const proof = await proveByPasskey(half.ctx, half.session, form.value.credential);
  if (proof.ok) throw goOn(half, proof.value);
  if (proof.refusal === "signed_out") throw toTheDoor(half);
  return data({ error: notVerified }, { status: 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("One more step", page.frame.name) : "One more step" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function Passkey({ loaderData, actionData }: Route.ComponentProps) {
  return <SecondFactorPage page={loaderData} passkeyError={actionData?.error} />;
}
