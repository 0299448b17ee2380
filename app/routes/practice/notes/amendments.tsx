import { data, href, redirect } from "react-router";
import { amend } from "#app/domain/notes/amend.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/amendments";
import { Adding, addedWords } from "./afterwards.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.write");
  const note = orNotFound(await noteWithin(ctx, "notes.write", params.id));
  if (note.status !== "signed") throw redirect(href("/practice/notes/:id", { id: note.id }), 303);
  return { id: note.id };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  const { id } = params;
  orNotFound(await noteWithin(ctx, "notes.write", id));
  const form = await readForm(request, addedWords);
  if (!form.ok) return data({ error: form.errors.text, typed: form.typed.text }, { status: 422 });
  orNotFound(await amend(ctx, { id, text: form.value.text }));
  throw redirect(`${href("/practice/notes/:id", { id })}?news=amended`, 303);
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
