import { data, href, redirect } from "react-router";
import { z } from "zod";
import { changeClient } from "#app/domain/clients/change-client.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/details";
import { name, tags } from "./fields.ts";
import { recordTelling } from "./news.ts";
import { problemsOf } from "./problems.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ name, tags });

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "client.change");
  const { id, name, tags } = orNotFound(await clientWithin(ctx, "client.change", params.id));
  return { client: { id, name, tags } };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "client.change");
  orNotFound(await clientWithin(ctx, "client.change", params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  orNotFound(await changeClient(ctx, { clientId: params.id, ...form.value }));
  throw redirect(recordTelling(params.id, "saved"), 303);
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? `Details: ${page.client.name}` : "Details" },
    { name: "robots", content: "noindex" },
  ];
}

export default function Details({ loaderData: { client }, actionData }: Route.ComponentProps) {
  const { id } = client;
  const { errors, typed } = actionData ?? {};
  return (
    <form className="stack" method="post" action={href("/practice/clients/:id/details", { id })} noValidate>
      <WorkHeading eyebrow={client.name} title="Details" />
      <ErrorSummary problems={problemsOf(errors)} />
      <TextField
        name="name"
        label="What you call them"
        hint="In lists and in your diary. The people themselves have names of their own."
        maxLength={120}
        value={typed?.name ?? client.name}
        error={errors?.name}
      />
      <TextField
        name="tags"
        label="Tags"
        hint="Apart by commas, such as “Tuesdays, invoice to employer”. Everybody here sees them, so never anything clinical."
        required={false}
        maxLength={600}
        value={typed?.tags ?? client.tags.join(", ")}
        error={errors?.tags}
      />
      <div className="cluster">
        <Button busy="Saving…">Save</Button>
        <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id })}>
          Back to the record
        </ButtonLink>
      </div>
    </form>
  );
}
