import { data, href, redirect } from "react-router";
import { enterInError } from "#app/domain/notes/amend.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/error";
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
  orNotFound(await enterInError(ctx, { id, text: form.value.text }));
  throw redirect(`${href("/practice/notes/:id", { id })}?news=error`, 303);
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
