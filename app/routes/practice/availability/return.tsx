import { href, redirect } from "react-router";
import { callOffAbsence } from "#app/domain/availability/plan-absence.ts";
import { therapistWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/return";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader() {
  throw redirect(href("/practice/availability/away"));
}

/** Call time away off. */
export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "hours.change");
  const { therapistId } = orNotFound(await callOffAbsence(ctx, params.id));
  const { slug } = orNotFound(await therapistWithin(ctx, "hours.change", therapistId));
  throw redirect(`${href("/practice/availability")}?of=${slug}&news=back`, 303);
}

export default function Return() {
  return null;
}
