import { data, href, redirect } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { catalogue, findListed } from "#app/domain/session-types/catalogue.ts";
import { changeType } from "#app/domain/session-types/change.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { WorkHeading } from "#app/ui/shell.tsx";
import { keeping } from "../typed-fields.ts";
import type { Route } from "./+types/session-type";
import { TypeForm } from "./type-form.tsx";
import { asFields, offering, typeSchema } from "./typed-type.ts";
import { saidKindly } from "./words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "session_types.change");
  const type = orNotFound(await findListed(ctx, params.id));
  const [practice, types, therapists] = await Promise.all([
    ownPractice(ctx),
    catalogue(ctx),
    therapistsWithin(ctx, "session_types.change"),
  ]);
  const rank = types.findIndex(({ id }) => id === type.id) + 1;
  return {
    id: type.id,
    name: type.name,
    isBooked: type.isBooked,
    currency: practice.currency,
    therapists: therapists.map(({ id, name }) => ({ id, name })),
    fields: asFields(type, rank, practice),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "session_types.change");
  orNotFound(await findListed(ctx, params.id));
  const [practice, therapists] = await Promise.all([
    ownPractice(ctx),
    therapistsWithin(ctx, "session_types.change"),
  ]);
  const form = await readForm(request, keeping(typeSchema(practice)));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { value, typed } = form.value;
  const draft = { ...value, therapistIds: offering(typed, therapists) };
  const changed = orNotFound(await changeType(ctx, params.id, draft));
  if (changed.ok) throw redirect(`${href("/practice/session-types")}?news=changed`, 303);
  const { field, message, status } = saidKindly[changed.refusal];
  return data({ errors: { [field]: message }, typed }, { status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.name ?? "Session type" }, { name: "robots", content: "noindex" }];
}

export default function SessionTypePage({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading title={page.name} eyebrow="Session type" />
      <TypeForm
        action={href("/practice/session-types/:id", { id: page.id })}
        values={actionData?.typed ?? page.fields}
        errors={actionData?.errors ?? {}}
        isBooked={page.isBooked}
        therapists={page.therapists}
        currency={page.currency}
        save="Save"
      />
    </>
  );
}
