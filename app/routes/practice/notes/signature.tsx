import { data, href, redirect } from "react-router";
import { z } from "zod";
import { readNote } from "#app/domain/notes/read.ts";
import { signNote } from "#app/domain/notes/sign.ts";
import { proseOf } from "#app/domain/site/prose.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/signature";
import { kindWords } from "./in-words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ version: z.coerce.number().int().min(0) });

const said = {
  moved_on: "It was saved in another tab since you opened this page. Here is how it stands now.",
  says_nothing: "There is nothing to sign yet. Write a few words first.",
};

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.write");
  const { note, sections } = orNotFound(await readNote(ctx, params.id));
  if (note.status === "signed") throw redirect(href("/practice/notes/:id", { id: note.id }), 303);
  return data(
    {
      id: note.id,
      version: note.version,
      kind: kindWords[note.kind],
      sections: sections.map(({ key, title, text }) => ({
        key,
        title,
        html: proseOf(text),
        isEmpty: !text.trim(),
      })),
    },
    { headers: { "Cache-Control": "private, no-store" } },
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  const { id } = params;
  const form = await readForm(request, schema);
  const signed = orNotFound(await signNote(ctx, { id, version: form.ok ? form.value.version : -1 }));
  if (signed.ok) throw redirect(`${href("/practice/notes/:id", { id })}?news=signed`, 303);
  return data({ refusal: signed.refusal }, { status: signed.refusal === "moved_on" ? 409 : 422 });
}

export function meta() {
  return [{ title: "Sign the note" }, { name: "robots", content: "noindex" }];
}

export default function Signature({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, version, kind, sections } = page;
  return (
    <>
      <WorkHeading
        eyebrow={kind}
        title="Read it through"
        lede={<p>Once signed, its words stay. What comes to mind later is added beneath.</p>}
      />
      {actionData && (
        <Notice kind="danger" flash>
          <p>{said[actionData.refusal]}</p>
        </Notice>
      )}
      {sections.map(({ key, title, html, isEmpty }) => (
        <Section key={key} title={title}>
          {isEmpty ? <p className="empty">Nothing written.</p> : <Prose html={html} />}
        </Section>
      ))}
      <form method="post" action={href("/practice/notes/:id/signature", { id })} className="after">
        <HiddenFields values={{ version: String(version) }} />
        <div className="cluster">
          <Button busy="Signing…">Sign and lock</Button>
          <ButtonLink kind="quiet" href={href("/practice/notes/:id", { id })}>
            Go on writing
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
