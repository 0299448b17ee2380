import { href } from "react-router";
import { findForm } from "#app/domain/forms/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { PartField } from "#app/routes/forms/part-fields.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/preview";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.change");
  const { form, published, draft } = orNotFound(await findForm(ctx, params.id));
  return { id: form.id, name: form.name, body: orNotFound(draft ?? published).body };
}

export function meta() {
  return [{ title: "Preview" }, { name: "robots", content: "noindex" }];
}

export default function Preview({ loaderData: { id, name, body } }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        eyebrow="As they will see it, all pages at once"
        title={name}
        lede={
          <p>
            {body.intro} About {body.minutes} minutes.{" "}
            <a href={href("/office/forms/:id", { id })}>Back to it</a>
          </p>
        }
      />
      {body.pages.map((page) => (
        <Section key={page.key} title={page.title}>
          {page.isSensitive && <p className="hint">This page says first that it may be harder to read.</p>}
          {page.text && <p>{page.text}</p>}
          <fieldset className="stack" disabled>
            <legend className="sr-only">{page.title}</legend>
            {page.parts.map((part) => (
              <div key={part.key}>
                {part.showIf && <p className="hint">Shown only after an earlier answer.</p>}
                <PartField part={part} answer={undefined} />
              </div>
            ))}
          </fieldset>
        </Section>
      ))}
    </>
  );
}
