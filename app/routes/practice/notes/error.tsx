import { href, redirect } from "react-router";
import { enterInError } from "#app/domain/notes/amend.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/error";
import { Adding } from "./afterwards.tsx";
import { takeWords } from "./take-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.write");
  const note = orNotFound(await noteWithin(ctx, "notes.write", params.id));
  if (note.status !== "signed") throw redirect(href("/practice/notes/:id", { id: note.id }), 303);
  return { id: note.id };
}

export function action({ context, params, request }: Route.ActionArgs) {
  return takeWords({ context, request, id: params.id, news: "error", verb: enterInError });
}

export function meta() {
  return [{ title: "Entered in error" }, { name: "robots", content: "noindex" }];
}

export default function EnteredInError({ loaderData: { id }, actionData }: Route.ComponentProps) {
  return (
    <Adding
      id={id}
      action={href("/practice/notes/:id/error", { id })}
      title="Entered in error"
      lede="It stays readable, struck through, with your reason. Nothing vanishes from a record."
      label="Why it should not stand"
      press="Mark it"
      error={actionData?.error}
      typed={actionData?.typed}
    />
  );
}
