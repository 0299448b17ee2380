import { data, href, redirect } from "react-router";
import { noteWithin } from "#app/domain/notes/reach.ts";
import { draftAsItStands, saveDraft } from "#app/domain/notes/save.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { HiddenFields, TextArea } from "#app/ui/fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/words";
import { readTyped } from "./typed.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "notes.write");
  orNotFound(await noteWithin(ctx, "notes.write", params.id));
  return null;
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "notes.write");
  const { id } = params;
  const draft = await draftAsItStands(ctx, id);
  const { version, typed, goalIds } = await readTyped(request);
  const saved = orNotFound(await saveDraft(ctx, { id, version, typed, goalIds }));
  const isSigning = new URL(request.url).searchParams.get("then") === "sign";
  if (saved.ok)
    throw redirect(
      isSigning
        ? href("/practice/notes/:id/signature", { id })
        : `${href("/practice/notes/:id", { id })}?news=saved`,
      303,
    );
  const sections = (draft?.sections ?? []).map((one) => ({ ...one, mine: typed[one.key] ?? one.text }));
  return data(
    { refusal: saved.refusal, version: draft?.note.version ?? version, sections, goalIds },
    { status: saved.refusal === "too_long" ? 422 : 409 },
  );
}

export function meta() {
  return [{ title: "Not saved yet" }, { name: "robots", content: "noindex" }];
}

const said = {
  moved_on:
    "This note was saved in another tab since you opened this one. Both are here; nothing was overwritten.",
  signed: "This note has been signed meanwhile, so its words stay. Copy what you need, and add it beneath.",
  too_long: "That is more than a note holds. Shorten it, or go on in a second note.",
};

export default function Words({ actionData, params }: Route.ComponentProps) {
  const { id } = params;
  if (!actionData)
    return (
      <>
        <WorkHeading title="Nothing to compare" lede={<p>Everything typed here was saved.</p>} />
        <ButtonLink href={href("/practice/notes/:id", { id })}>To the note</ButtonLink>
      </>
    );
  const { refusal, version, sections, goalIds } = actionData;
  const goals = Object.fromEntries(goalIds.map((goal) => [`g-${goal}`, "yes"]));
  return (
    <>
      <WorkHeading title={refusal === "moved_on" ? "Two versions" : "Not saved yet"} />
      <Notice kind="danger" flash>
        <p>{said[refusal]}</p>
      </Notice>
      <form className="stack" method="post" action={href("/practice/notes/:id/words", { id })}>
        <HiddenFields values={{ version: String(version), ...goals }} />
        {sections.map(({ key, title, text, mine }) => (
          <Section key={key} title={title}>
            <TextArea
              name={`s-${key}`}
              label={`${title}: what you typed here`}
              required={false}
              rows={8}
              value={mine}
            />
            {mine !== text && (
              <>
                <p className="eyebrow">As it is saved</p>
                <pre className="as-typed">{text || "Nothing."}</pre>
              </>
            )}
          </Section>
        ))}
        <div className="cluster">
          {refusal !== "signed" && <Button busy="Saving…">Save what stands in the boxes</Button>}
          <ButtonLink kind="quiet" href={href("/practice/notes/:id", { id })}>
            Go on with what is saved
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
