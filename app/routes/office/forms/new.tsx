import { data, href, redirect } from "react-router";
import { z } from "zod";
import { makeForm } from "#app/domain/forms/make.ts";
import { templates } from "#app/domain/forms/templates/templates.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup, TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/new";
import { kindWords } from "./words.ts";

export { ErrorBoundary } from "../trouble.tsx";

export function loader({ context }: Route.LoaderArgs) {
  asMember(context, "forms.change");
  return {
    templates: Object.entries(templates).map(([value, { name, kind, body }]) => ({
      ...{ value, label: name },
      hint: `${kindWords[kind]}, about ${body.minutes} minutes.${"measure" in body && body.measure ? ` ${body.measure.source} ${body.measure.licence}` : ""}`,
    })),
  };
}

const schema = z.object({
  from: z.string("Please choose what to begin with.").min(1, "Please choose what to begin with."),
  name: z.string().trim().max(120).default(""),
});

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "forms.change");
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { from, name } = form.value;
  const made = orNotFound(await makeForm(ctx, { name, template: from === "empty" ? null : from }));
  throw redirect(href("/office/forms/:id", made), 303);
}

export function meta() {
  return [{ title: "New form" }, { name: "robots", content: "noindex" }];
}

export default function NewForm({ loaderData, actionData }: Route.ComponentProps) {
  const errors: FieldErrors = actionData?.errors ?? {};
  return (
    <>
      <WorkHeading title="New form" lede={<p>Nobody is asked anything until you publish it.</p>} />
      <form className="stack" method="post" action={href("/office/forms/new")}>
        <RadioGroup
          name="from"
          label="Begin with"
          value={actionData?.typed.from}
          error={errors.from}
          options={[...loaderData.templates, { value: "empty", label: "An empty page" }]}
        />
        <TextField
          name="name"
          label="What it is called"
          hint="Clients read it. Left empty, it is called as it ships."
          required={false}
          maxLength={120}
          value={actionData?.typed.name}
          error={errors.name}
        />
        <Button busy="Beginning…">Begin</Button>
      </form>
    </>
  );
}
