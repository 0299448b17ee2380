import { data } from "react-router";
import { z } from "zod";
import type { ProofRefusal } from "#app/domain/identity/prove-by-code.ts";
import { proveByApp } from "#app/domain/identity/prove-by-code.ts";
import { readForm } from "#app/http.ts";
import { countForSecondFactor } from "#app/middleware/rate-limit.ts";
import { pageTitle } from "#app/routes/seo.ts";
import type { Route } from "./+types/second-factor";
import { code } from "./fields.ts";
import { frontHeaders } from "./front.ts";
import { SecondFactorPage } from "./second-factor-page.tsx";
import { goOn, halfIn, secondStepPage, tooMany, toTheDoor } from "./second-step.ts";
import { codeDoesntFit } from "./set-up-app.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

const schema = z.object({ code });

const saidKindly: Record<Exclude<ProofRefusal, "signed_out">, string> = {
  wrong_code: codeDoesntFit,
  used_code: "That code was used a moment ago, and each counts once. Please wait for the next.",
};

export function loader({ context, request }: Route.LoaderArgs) {
  return secondStepPage(context, request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const half = halfIn(context, request);
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: codeDoesntFit }, { status: 422 });
  const wait = await countForSecondFactor(context, half.session.userId);
  if (wait) return data({ error: tooMany(wait) }, { status: 429, headers: { "Retry-After": String(wait) } });
  const proof = await proveByApp(half.ctx, half.session, form.value.code);
  if (proof.ok) throw goOn(half, proof.value);
  if (proof.refusal === "signed_out") throw toTheDoor(half);
  return data({ error: saidKindly[proof.refusal] }, { status: 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("One more step", page.frame.name) : "One more step" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function SecondFactor({ loaderData, actionData }: Route.ComponentProps) {
  return <SecondFactorPage page={loaderData} error={actionData?.error} />;
}
