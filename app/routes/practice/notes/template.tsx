import { data, href, redirect } from "react-router";
import { keepTemplate, templatesHere } from "#app/domain/notes/templates.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/template";
import { templateFields, writeSections } from "./template-fields.ts";
import { TemplateForm } from "./template-form.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const deed = "note_templates.change";

export async function loader({ context, params }: Route.LoaderArgs) {
  const own = await templatesHere(asMember(context, deed));
  const { id, name, sections } = orNotFound(own.find((one) => one.id === params.id));
  return { id, name, sections: writeSections(sections) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, deed);
  orNotFound((await templatesHere(ctx)).find(({ id }) => id === params.id));
  const form = await readForm(request, templateFields);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  orNotFound(await keepTemplate(ctx, { id: params.id, ...form.value }));
  throw redirect(href("/practice/settings/note-templates"), 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.name ?? "Layout" }, { name: "robots", content: "noindex" }];
}

export default function Template({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, name, sections } = page;
  return (
    <>
      <WorkHeading title={name} lede={<p>Notes begun before keep the layout they began with.</p>} />
      <TemplateForm
        action={href("/practice/settings/note-templates/:id", { id })}
        press="Keep the layout"
        name={actionData?.typed.name ?? name}
        sections={actionData?.typed.sections ?? sections}
        errors={actionData?.errors}
      />
      <form
        method="post"
        className="after"
        action={href("/practice/settings/note-templates/:id/removal", { id })}
      >
        <Button kind="quiet">Put it away</Button>
      </form>
    </>
  );
}
