import { href, redirect } from "react-router";
import { letEnd } from "#app/domain/series/let-end.ts";
import { findSeries } from "#app/domain/series/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/ending";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** Whoever opens the address itself is led to the series. */
export function loader({ params }: Route.LoaderArgs) {
  throw redirect(href("/practice/series/:id", params), 303);
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "diary.change");
  // Said twice, it is said.
  if (!(await letEnd(ctx, params.id))) orNotFound(await findSeries(ctx, params.id));
  throw redirect(`${href("/practice/series/:id", params)}?news=ending`, 303);
}
