import { data } from "react-router";
import { countForSecondFactor } from "#app/middleware/rate-limit.ts";
import { pageTitle } from "#app/routes/seo.ts";
import type { Route } from "./+types/set-up";
import { frontHeaders } from "./front.ts";
import { goOn, halfIn, tooMany, toTheDoor } from "./second-step.ts";
import { confirmOffer, offerWords } from "./set-up-app.ts";
import { SetUpPage } from "./set-up-page.tsx";
import { setUpPage, toOwnWays, toTheCodes } from "./set-up-way.ts";

export { ErrorBoundary } from "#app/routes/trouble.tsx";

export function loader({ context, request }: Route.LoaderArgs) {
  return setUpPage(context, request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const half = halfIn(context, request);
  const wait = await countForSecondFactor(context, half.session.userId);
  if (wait)
    return data(
      { error: tooMany(wait), offer: null },
      { status: 429, headers: { "Retry-After": String(wait) } },
    );
  const tried = await confirmOffer(half.ctx, half.session, request);
  if (tried.ok) throw tried.proof ? goOn(half, tried.proof, toTheCodes(half)) : toTheDoor(half);
  if (tried.refusal === "signed_out") throw toTheDoor(half);
  if (tried.refusal === "not_proven") throw toOwnWays(half);
  const status = tried.refusal === "not_fresh" ? 403 : 422;
  return data({ error: offerWords[tried.refusal], offer: tried.offer }, { status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? pageTitle("Set up your second step", page.frame.name) : "Set up your second step" },
    { name: "robots", content: "noindex" },
  ];
}

export const headers = frontHeaders;

export default function SetUp({ loaderData: page, actionData }: Route.ComponentProps) {
  const offer = page.offer && (actionData?.offer ?? page.offer);
  return <SetUpPage page={{ ...page, offer }} error={actionData?.error} />;
}
