import { data, href, redirect } from "react-router";
import { dropTaxRule } from "#app/domain/invoices/settings.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { isId } from "#app/values/ids.ts";
import type { Route } from "./+types/removal";
import { whoseRule } from "./typed-rule.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** The buttons stand beside the rules. */
export function loader() {
  return redirect(href("/practice/settings/tax"));
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "practice.change");
  const form = await readForm(request, whoseRule);
  if (!form.ok) throw data(null, { status: 422 });
  const { therapist: therapistId, type: sessionTypeId } = form.value;
  const isSaid = [therapistId, sessionTypeId].every((id) => id === null || isId(id));
  orNotFound((isSaid && (await dropTaxRule(ctx, { therapistId, sessionTypeId }))) || null);
  throw redirect(`${href("/practice/settings/tax")}?news=dropped`, 303);
}

/** Never shown: without a component the router would answer trouble with data instead of a page. */
export default function TaxRemoval() {
  return null;
}
