import { href, redirect } from "react-router";
import { readAll } from "#app/routes/notices/reading.ts";
import type { Route } from "./+types/notices-read";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

export function loader() {
  return redirect(href("/client/notices"));
}

export function action({ context, request }: Route.ActionArgs) {
  return readAll(whoIsHere(context).ctx, request, href("/client/notices"));
}

export default function Read() {
  return null;
}
