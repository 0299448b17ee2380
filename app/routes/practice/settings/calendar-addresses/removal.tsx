import { href, redirect } from "react-router";
import { removeAddress } from "#app/domain/calendar/addresses.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/removal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The button stands in the list. */
export function loader() {
  return redirect(href("/practice/settings/calendar-addresses"));
}

export async function action({ context, params }: Route.ActionArgs) {
  orNotFound(await removeAddress(asMember(context, "calendar.connect"), params.id));
  throw redirect(`${href("/practice/settings/calendar-addresses")}?news=removed`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Removal() {
  return null;
}
