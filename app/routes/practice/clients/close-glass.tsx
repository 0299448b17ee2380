import { href, redirect } from "react-router";
import { closeGlass } from "#app/domain/clients/break-glass.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/close-glass";
import { recordTelling } from "./news.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** It is pressed beside the line that says that it is open. */
export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/clients/:id", params));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "glass.break");
  const client = orNotFound(await clientWithin(ctx, "glass.break", params.id));
  const wasOpen = await closeGlass(ctx, client.id);
  // Its hour was over: the record shows that it is shut.
  return redirect(wasOpen ? recordTelling(client.id, "shut") : href("/practice/clients/:id", params), 303);
}

export default function CloseGlass() {
  return null;
}
