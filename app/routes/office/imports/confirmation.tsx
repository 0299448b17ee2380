import { href, redirect } from "react-router";
import { carryOut } from "#app/domain/imports/carry-out.ts";
import { confirmImport } from "#app/domain/imports/confirm.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/confirmation";

export { ErrorBoundary } from "../trouble.tsx";

/** The rows stand on the import's own page. */
export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/office/imports/:id", params));
}

/** As many are carried out while somebody waits; longer lists are left to the queue, which would do these too. */
const atOnce = 500;

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "clients.import");
  const confirmed = orNotFound(await confirmImport(ctx, params.id));
  // Pressed a second time, or let go meanwhile: the page says how it stands.
  if (confirmed.ok && confirmed.value.rows <= atOnce) await carryOut(ctx, params.id);
  throw redirect(href("/office/imports/:id", params), 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Confirmation() {
  return null;
}
