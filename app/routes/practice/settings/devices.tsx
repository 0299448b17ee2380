import { href, redirect } from "react-router";
import { endDevice } from "#app/routes/devices.ts";
import type { Route } from "./+types/devices";
import { ownSecurity } from "./own-security.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const list = `${href("/practice/settings/security")}?news=device#devices`;

/** The list stands on the page about security. */
export function loader() {
  return redirect(href("/practice/settings/security"));
}

export function action({ context, request }: Route.ActionArgs) {
  const { ctx, session } = ownSecurity(context);
  return endDevice(ctx, session, request, list);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Devices() {
  return null;
}
