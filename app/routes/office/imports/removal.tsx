import { href, redirect } from "react-router";
import { dropImport } from "#app/domain/imports/drop.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/removal";

export { ErrorBoundary } from "../trouble.tsx";

export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/office/imports/:id", params));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "clients.import");
  const dropped = orNotFound(await dropImport(ctx, params.id));
  if (dropped.ok) throw redirect(`${href("/office/imports")}?news=dropped`, 303);
  throw redirect(href("/office/imports/:id", params), 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Removal() {
  return null;
}
