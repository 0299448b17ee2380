import { href, redirect } from "react-router";
import { discardDraft } from "#app/domain/notes/save.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/removal";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function action({ context, params }: Route.ActionArgs) {
  orNotFound(await discardDraft(asMember(context, "notes.write"), params.id));
  throw redirect(`${href("/practice/notes")}?news=discarded`, 303);
}
