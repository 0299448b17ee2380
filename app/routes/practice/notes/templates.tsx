import { data, href, redirect } from "react-router";
import { keepTemplate, templatesHere } from "#app/domain/notes/templates.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Ledger } from "#app/ui/ledger.tsx";
import { Section } from "#app/ui/section.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/templates";
import { templateFields } from "./template-fields.ts";
import { TemplateForm } from "./template-form.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const deed = "note_templates.change";

export async function loader({ context }: Route.LoaderArgs) {
  const own = await templatesHere(asMember(context, deed));
  return {
    own: own.map(({ id, name, sections }) => ({
      id,
      name,
      titles: sections.map(({ title }) => title).join(", "),
    })),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, deed);
  const form = await readForm(request, templateFields);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  orNotFound(await keepTemplate(ctx, { id: null, ...form.value }));
  throw redirect(href("/practice/settings/note-templates"), 303);
}

export function meta() {
  return [{ title: "Layouts of notes" }, { name: "robots", content: "noindex" }];
}

export default function Templates({ loaderData: { own }, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="Layouts of notes"
        lede={<p>SOAP, DAP and a free one are always there. These are yours.</p>}
      />
      {own.length === 0 && <p className="empty">None of your own yet.</p>}
      <Ledger
        level={2}
        rows={own.map(({ id, name, titles }) => ({
          title: name,
          href: href("/practice/settings/note-templates/:id", { id }),
          text: titles,
        }))}
      />
      <Section title="A new one">
        <TemplateForm
          action={href("/practice/settings/note-templates")}
          press="Keep this layout"
          name={actionData?.typed.name}
          sections={actionData?.typed.sections}
          errors={actionData?.errors}
        />
      </Section>
    </>
  );
}
