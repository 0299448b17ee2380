import { href, redirect } from "react-router";
import { releaseNote } from "#app/domain/notes/amend.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { asMember, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/release";
import { Adding } from "./afterwards.tsx";
import { takeWords } from "./take-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.write");
  const note = orNotFound(await noteWithin(ctx, "notes.write", params.id));
  if (note.status !== "signed" || note.kind !== "psychotherapy")
    throw redirect(href("/practice/notes/:id", { id: note.id }), 303);
  return { id: note.id };
}

export function action({ context, params, request }: Route.ActionArgs) {
  return takeWords({ context, request, id: params.id, news: "released", verb: releaseNote });
}

export function meta() {
  return [{ title: "Release a psychotherapy note" }, { name: "robots", content: "noindex" }];
}

export default function Release({ loaderData: { id }, actionData }: Route.ComponentProps) {
  return (
    <Adding
      id={id}
      action={href("/practice/notes/:id/release", { id })}
      title="Release a psychotherapy note"
      lede="This note is yours alone. A release says that you gave it out, to whom and why; nobody else reads it here afterwards either."
      label="To whom, and why"
      press="Note the release"
      error={actionData?.error}
      typed={actionData?.typed}
    />
  );
}
