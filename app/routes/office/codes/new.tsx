import { data, href, redirect } from "react-router";
import { makeCode } from "#app/domain/codes/change.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { keeping } from "#app/routes/practice/typed-fields.ts";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/new";
import { choicesOf } from "./choices.ts";
import { CodeForm } from "./code-form.tsx";
import { saidKindly } from "./in-words.ts";
import { mannerOf } from "./manner.ts";
import { codeSchema, newFields, scopesIn } from "./typed-code.ts";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "codes.change");
  const [{ currency, city }, choices] = await Promise.all([mannerOf(ctx), choicesOf(ctx)]);
  return { currency, city, ...choices };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "codes.change");
  const [manner, choices] = await Promise.all([mannerOf(ctx), choicesOf(ctx)]);
  const form = await readForm(request, keeping(codeSchema(manner)));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { value, typed } = form.value;
  const made = orNotFound(await makeCode(ctx, { ...value, ...scopesIn(typed, choices) }));
  if (made.ok) throw redirect(`${href("/office/codes/:id", { id: made.value.codeId })}?news=made`, 303);
  const { field, message, status } = saidKindly[made.refusal];
  return data({ errors: { [field]: message }, typed }, { status });
}

export function meta() {
  return [{ title: "New code" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading
        title="New code"
        lede={<p>It can be used from the moment it is made, or from its first day.</p>}
      />
      <CodeForm
        {...page}
        action={href("/office/codes/new")}
        values={actionData?.typed ?? newFields}
        errors={actionData?.errors ?? {}}
        save="Make this code"
        back={href("/office/codes")}
      />
    </>
  );
}
