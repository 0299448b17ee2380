import { href, redirect } from "react-router";
import { gaveByHand } from "#app/domain/payments/settle-refund.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/by-hand";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The button stands on the refund's own page. */
export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/billing/refunds/:id", params));
}

export async function action({ context, params }: Route.ActionArgs) {
  const settled = await gaveByHand(asMember(context, "money.take"), params.id);
  if (!settled.ok && settled.refusal === "not_here") return orNotFound(null);
  throw redirect(`${href("/practice/billing/disputes")}?news=${settled.ok ? "by-hand" : "settled"}`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function ByHand() {
  return null;
}
