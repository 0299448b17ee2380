import { data, href, redirect } from "react-router";
import { z } from "zod";
import { coSign } from "#app/domain/notes/amend.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/co-signature";
import { Adding } from "./afterwards.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ text: z.string().trim().max(8_000, "That is too long.").default("") });

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.co_sign");
  const note = orNotFound(await noteWithin(ctx, "notes.co_sign", params.id));
  if (note.coSignedAt !== null) throw redirect(href("/practice/notes/:id", { id: note.id }), 303);
  return { id: note.id };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.co_sign");
  const { id } = params;
  orNotFound(await noteWithin(ctx, "notes.co_sign", id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ error: form.errors.text, typed: form.typed.text }, { status: 422 });
  orNotFound(await coSign(ctx, { id, text: form.value.text }));
  throw redirect(`${href("/practice/notes/:id", { id })}?news=co_signed`, 303);
}

export function meta() {
  return [{ title: "Co-sign the note" }, { name: "robots", content: "noindex" }];
}

export default function CoSignature({ loaderData: { id }, actionData }: Route.ComponentProps) {
  return (
    <Adding
      id={id}
      action={href("/practice/notes/:id/co-signature", { id })}
      title="Co-sign the note"
      lede="Read it first: that you did is recorded. Your name stands beneath it from now on."
      label="A word to it"
      press="Co-sign"
      required={false}
      error={actionData?.error}
      typed={actionData?.typed}
    />
  );
}
