import { data, href, redirect } from "react-router";
import { z } from "zod";
import { clientName } from "#app/domain/notes/about.ts";
import { coSign } from "#app/domain/notes/amend.ts";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { readNote } from "#app/domain/notes/read.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { whenInYear } from "#app/routes/when.ts";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Route } from "./+types/co-signature";
import { Adding } from "./afterwards.tsx";
import { kindWords } from "./in-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ text: z.string().trim().max(8_000, "That is too long.").default("") });

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.co_sign");
  const { coSignedAt, id, clientId } = orNotFound(await noteWithin(ctx, "notes.co_sign", params.id));
  if (coSignedAt !== null) throw redirect(href("/practice/notes/:id", { id }), 303);
  const { note, author, sections } = orNotFound(await readNote(ctx, id));
  const clock = await ownPractice(ctx);
  const client = clientId ? await clientName(ctx, clientId) : "";
  return data(
    {
      id,
      head: `${client} · ${kindWords[note.kind]}, ${whenInYear(note.about.getTime(), clock)}`,
      lede: `Written and signed by ${author}. That you read it is recorded, and your name stands beneath it from now on.`,
      sections: sections
        .filter(({ text }) => text.trim() !== "")
        .map(({ key, title, text }) => ({ key, title, html: proseOf(text) })),
    },
    { headers: { "Cache-Control": "private, no-store" } },
  );
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

export function headers({ loaderHeaders }: Route.HeadersArgs) {
  return loaderHeaders;
}

export function meta() {
  return [{ title: "Co-sign the note" }, { name: "robots", content: "noindex" }];
}

export default function CoSignature({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, head, lede, sections } = page;
  return (
    <Adding
      id={id}
      action={href("/practice/notes/:id/co-signature", { id })}
      title="Co-sign the note"
      eyebrow={head}
      lede={lede}
      label="A word to it"
      press="Co-sign"
      required={false}
      error={actionData?.error}
      typed={actionData?.typed}
    >
      {sections.map(({ key, title, html }) => (
        <Section key={key} title={title}>
          <Prose html={html} />
        </Section>
      ))}
    </Adding>
  );
}
