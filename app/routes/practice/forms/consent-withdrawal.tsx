import { href, redirect } from "react-router";
import { formWithin } from "#app/domain/forms/asked.ts";
import { withdrawConsentOnPaper } from "#app/domain/forms/withdraw-consent.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/consent-withdrawal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "forms.ask");
  orNotFound(await formWithin(ctx, "forms.ask", params.id));
  await withdrawConsentOnPaper(ctx, params.id);
  throw redirect(href("/practice/forms/:id", params), 303);
}
