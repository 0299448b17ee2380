import { href } from "react-router";
import { allForms, timesAsked } from "#app/domain/forms/queries.ts";
import { asMember } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Ledger } from "#app/ui/ledger.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Route } from "./+types/forms";
import { kindWords, stageWords } from "./words.ts";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.change");
  const [all, asked] = await Promise.all([allForms(ctx), timesAsked(ctx)]);
  return {
    forms: all.map(({ form, published, draft }) => ({
      ...{ id: form.id, name: form.name, kind: kindWords[form.kind], askedAt: form.askedAt },
      ...{ version: published?.version ?? null, isPutAway: form.putAwayAt !== null },
      isWriting: draft !== null,
      asked: asked.get(form.id) ?? 0,
    })),
  };
}

export function meta() {
  return [{ title: "Forms" }, { name: "robots", content: "noindex" }];
}

export default function Forms({ loaderData: { forms } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Forms"
        lede={
          <p>What clients are asked in writing. A change reaches whoever is asked after you publish it.</p>
        }
        actions={<ButtonLink href={href("/office/forms/new")}>New form</ButtonLink>}
      />
      {forms.length === 0 ? (
        <p className="quiet-line">No forms yet. Begin with one that ships, or with an empty page.</p>
      ) : (
        <Ledger
          level={2}
          rows={forms.map((form) => ({
            id: form.id,
            title: form.name,
            href: href("/office/forms/:id", { id: form.id }),
            text: `${form.kind}. ${form.askedAt ? `Asks by itself ${stageWords[form.askedAt]}` : "Asked by hand"}. Asked ${form.asked} ${form.asked === 1 ? "time" : "times"}.`,
            aside: form.isPutAway ? (
              <Tag>Put away</Tag>
            ) : form.version === null ? (
              <Tag kind="wait">Not published</Tag>
            ) : form.isWriting ? (
              <Tag kind="info">Version {form.version}, changes waiting</Tag>
            ) : (
              <Tag kind="ok">Version {form.version}</Tag>
            ),
          }))}
        />
      )}
    </>
  );
}
