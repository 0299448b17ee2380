import { href, redirect } from "react-router";
import { notYet } from "#app/domain/clients/not-yet.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/waiting";
import { careOf } from "./care.ts";
import { recordTelling } from "./news.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** It is pressed on the record. */
export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/clients/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "care.decide");
  const { client, care } = await careOf(ctx, params.id, new URL(request.url).searchParams);
  const left = orNotFound(await notYet(ctx, { clientId: client.id, therapistId: care.therapistId }));
  // Somebody chose otherwise meanwhile: the record shows what.
  return redirect(left.ok ? recordTelling(params.id, "waiting") : href("/practice/clients/:id", params), 303);
}

export default function Waiting() {
  return null;
}
