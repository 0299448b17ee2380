import { href, redirect } from "react-router";
import { remindOfDebt } from "#app/domain/notifications/remind-debt.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/reminder";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The button stands beside what is open. */
export function loader() {
  return redirect(href("/practice/billing"));
}

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "money.take");
  const asked = await remindOfDebt(ctx, params.id);
  if (!asked.ok && asked.refusal === "not_here") return orNotFound(null);
  throw redirect(`${href("/practice/billing")}?news=${asked.ok ? "reminded" : asked.refusal}`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function Reminder() {
  return null;
}
