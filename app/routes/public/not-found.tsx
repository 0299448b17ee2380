import { data } from "react-router";
import { barred } from "#app/context.ts";
import type { Route } from "./+types/not-found";

/** No page has this address; or a request was turned away at the door, and this is where it is told why. */
export function loader({ context }: Route.LoaderArgs) {
  throw data(null, { status: context.get(barred)?.status ?? 404 });
}

export function action() {
  throw data(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
