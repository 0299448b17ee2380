import { href, redirect } from "react-router";
import { amend } from "#app/domain/notes/amend.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/amendments";
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
  return takeWords({ context, request, id: params.id, news: "amended", verb: amend });
}

export function meta() {
  return [{ title: "Add to the note" }, { name: "robots", content: "noindex" }];
}

export default function Amendments({ loaderData: { id }, actionData }: Route.ComponentProps) {
  return (
    <Adding
      id={id}
      action={href("/practice/notes/:id/amendments", { id })}
      title="Add to the note"
      lede="The note itself stays as it was signed. What you add stands beneath it, with your name and the time."
      label="What is to be added"
      press="Add it"
      error={actionData?.error}
      typed={actionData?.typed}
    />
  );
}
