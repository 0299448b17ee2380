import { href, redirect } from "react-router";
import { writeAgain } from "#app/domain/notifications/log.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/again";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** It is pressed in the log, which also says what became of it. */
export function loader() {
  return redirect(href("/practice/settings/deliveries"));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "letters.see");
  orNotFound(await writeAgain(ctx, params.id));
  return redirect(`${href("/practice/settings/deliveries")}?news=again`, 303);
}

export default function Again() {
  return null;
}
