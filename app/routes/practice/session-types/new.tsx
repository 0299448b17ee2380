import { data, href, redirect } from "react-router";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { makeType } from "#app/domain/session-types/change.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { WorkHeading } from "#app/ui/shell.tsx";
import { keeping } from "../typed-fields.ts";
import type { Route } from "./+types/new";
import { TypeForm } from "./type-form.tsx";
import { newFields, offering, typeSchema } from "./typed-type.ts";
import { saidKindly } from "./words.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "session_types.change");
  const [practice, types, therapists] = await Promise.all([
    ownPractice(ctx),
    catalogue(ctx),
    therapistsWithin(ctx, "session_types.change"),
  ]);
  return {
    currency: practice.currency,
    therapists: therapists.map(({ id, name }) => ({ id, name })),
    fields: newFields(
      types.length + 1,
      therapists.map(({ id }) => id),
    ),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "session_types.change");
  const [practice, therapists] = await Promise.all([
    ownPractice(ctx),
    therapistsWithin(ctx, "session_types.change"),
  ]);
  const form = await readForm(request, keeping(typeSchema(practice)));
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { value, typed } = form.value;
  const made = orNotFound(await makeType(ctx, { ...value, therapistIds: offering(typed, therapists) }));
  if (made.ok) throw redirect(`${href("/practice/session-types")}?news=made`, 303);
  const { field, message, status } = saidKindly[made.refusal];
  return data({ errors: { [field]: message }, typed }, { status });
}

export function meta() {
  return [{ title: "New session type" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <>
      <WorkHeading title="New session type" lede={<p>Something people can book with you.</p>} />
      <TypeForm
        action={href("/practice/session-types/new")}
        values={actionData?.typed ?? page.fields}
        errors={actionData?.errors ?? {}}
        isBooked={false}
        therapists={page.therapists}
        currency={page.currency}
        save="Make this session type"
      />
    </>
  );
}
