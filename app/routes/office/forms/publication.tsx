import { href, redirect } from "react-router";
import { publish } from "#app/domain/forms/change-form.ts";
import { findForm } from "#app/domain/forms/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/publication";

export { ErrorBoundary } from "../trouble.tsx";

export async function action({ context, params }: Route.ActionArgs) {
  const ctx = asMember(context, "forms.change");
  orNotFound(await findForm(ctx, params.id));
  const done = await publish(ctx, params.id);
  const self = href("/office/forms/:id", params);
  throw redirect(`${self}?${!done || done.ok ? "news=published" : `problem=${done.refusal}`}`, 303);
}
