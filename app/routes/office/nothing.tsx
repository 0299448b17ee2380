import { orNotFound } from "#app/http.ts";

export { ErrorBoundary } from "./trouble.tsx";

/** An address in the office that no page has. */
export function loader() {
  return orNotFound(null);
}

export function action() {
  return orNotFound(null);
}

export default function Nothing() {
  return null;
}
