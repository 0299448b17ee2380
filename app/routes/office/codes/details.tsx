import { data, href, redirect } from "react-router";
import { changeCode } from "#app/domain/codes/change.ts";
import { findCode } from "#app/domain/codes/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { keeping } from "#app/routes/practice/typed-fields.ts";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/details";
import { choicesOf } from "./choices.ts";
import { CodeForm } from "./code-form.tsx";
import { saidKindly } from "./in-words.ts";
import { mannerOf } from "./manner.ts";
import { asFields, codeSchema, scopesIn } from "./typed-code.ts";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "codes.change");
  const code = orNotFound(await findCode(ctx, params.id));
  const [manner, choices] = await Promise.all([mannerOf(ctx), choicesOf(ctx)]);
  const { currency, city } = manner;
  return { id: code.id, name: code.code, currency, city, ...choices, fields: asFields(code, manner) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "codes.change");
  orNotFound(await findCode(ctx, params.id));
  const [manner, choices] = await Promise.all([mannerOf(ctx), choicesOf(ctx)]);
  const form = await readForm(request, keeping(codeSchema(manner)));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { value, typed } = form.value;
  const changed = orNotFound(await changeCode(ctx, params.id, { ...value, ...scopesIn(typed, choices) }));
  if (changed.ok) throw redirect(`${href("/office/codes/:id", params)}?news=changed`, 303);
  const { field, message, status } = saidKindly[changed.refusal];
  return data({ errors: { [field]: message }, typed }, { status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page ? `Change ${page.name}` : "A code" }, { name: "robots", content: "noindex" }];
}

export default function Details({ loaderData: page, actionData }: Route.ComponentProps) {
  const { id, name, fields, ...rest } = page;
  return (
    <>
      <WorkHeading
        title={`Change ${name}`}
        eyebrow="Code"
        lede={<p>It holds for what is booked from now on. Bookings keep what it took off.</p>}
      />
      <CodeForm
        {...rest}
        action={href("/office/codes/:id/details", { id })}
        values={actionData?.typed ?? fields}
        errors={actionData?.errors ?? {}}
        save="Save"
        back={href("/office/codes/:id", { id })}
      />
    </>
  );
}
