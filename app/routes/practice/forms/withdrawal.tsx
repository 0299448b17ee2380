import { href, redirect } from "react-router";
import { withdrawForm } from "#app/domain/forms/ask.ts";
import { formWithin } from "#app/domain/forms/asked.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/withdrawal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "forms.ask");
  orNotFound(await formWithin(ctx, "forms.ask", params.id));
  await withdrawForm(ctx, params.id);
  throw redirect(href("/practice/forms/:id", params), 303);
}
