import { href, redirect } from "react-router";
import { endFeed } from "#app/domain/calendar/feed.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/feed-ending";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The button stands beside the address. */
export function loader() {
  return redirect(href("/practice/settings/calendar-addresses"));
}

export async function action({ context }: Route.ActionArgs) {
  orNotFound(await endFeed(asMember(context, "calendar.connect")));
  throw redirect(`${href("/practice/settings/calendar-addresses")}?news=ended`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function FeedEnding() {
  return null;
}
