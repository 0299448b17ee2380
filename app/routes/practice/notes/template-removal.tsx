import { href, redirect } from "react-router";
import { putTemplateAway } from "#app/domain/notes/templates.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/template-removal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function action({ context, params }: Route.ActionArgs) {
  orNotFound(await putTemplateAway(asMember(context, "note_templates.change"), params.id));
  throw redirect(href("/practice/settings/note-templates"), 303);
}
