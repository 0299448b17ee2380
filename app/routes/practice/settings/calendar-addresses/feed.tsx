import { href, redirect } from "react-router";
import { makeFeed } from "#app/domain/calendar/feed.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/feed";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The button stands beside the address. */
export function loader() {
  return redirect(href("/practice/settings/calendar-addresses"));
}

export async function action({ context }: Route.ActionArgs) {
  orNotFound(await makeFeed(asMember(context, "calendar.connect")));
  throw redirect(`${href("/practice/settings/calendar-addresses")}?news=made`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Feed() {
  return null;
}
