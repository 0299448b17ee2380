import { href, redirect } from "react-router";
import { asMember } from "#app/http.ts";
import { readAll } from "#app/routes/notices/reading.ts";
import type { Route } from "./+types/read";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export function loader() {
  return redirect(href("/practice/notices"));
}

export function action({ context, request }: Route.ActionArgs) {
  return readAll(asMember(context, "security.own"), request, href("/practice/notices"));
}

export default function Read() {
  return null;
}
