import { href, redirect } from "react-router";
import { undoWriteOff } from "#app/domain/payments/write-off.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/undo";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The button stands beside what was given up. */
export function loader() {
  return redirect(href("/practice/billing"));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  const undone = await undoWriteOff(ctx, params.id);
  if (!undone.ok && undone.refusal === "not_here") return orNotFound(null);
  throw redirect(`${href("/practice/billing")}?news=asked-again`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function UndoWriteOff() {
  return null;
}
