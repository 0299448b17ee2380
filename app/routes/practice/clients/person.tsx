import { data, href, redirect } from "react-router";
import { rolesFor } from "#app/domain/clients/change-person.ts";
import { personWithin } from "#app/domain/clients/reach.ts";
import { changePersonAndPlaces } from "#app/domain/waiting/follow-address.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/person";
import { roleWords } from "./in-words.ts";
import { recordTelling } from "./news.ts";
import { personRefused, personSchema, typedFrom } from "./person-fields.ts";
import { PersonForm } from "./person-form.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "client.change");
  const asked = { clientId: params.id, participantId: params.person };
  const { client, person } = orNotFound(await personWithin(ctx, "client.change", asked));
  return {
    client: { id: client.id, name: client.name },
    person: { id: person.id, name: person.name },
    roles: rolesFor(client, person.role).map((value) => ({ value, label: roleWords[value] })),
    known: typedFrom(person),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "client.change");
  const asked = { clientId: params.id, participantId: params.person };
  orNotFound(await personWithin(ctx, "client.change", asked));
  const form = await readForm(request, personSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const changed = orNotFound(await changePersonAndPlaces(ctx, { ...asked, facts: form.value }));
  if (changed.ok) throw redirect(recordTelling(params.id, "saved"), 303);
  const { errors, status } = personRefused(changed.refusal);
  return data({ errors, typed: form.typed }, { status });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [{ title: page?.person.name ?? "Person" }, { name: "robots", content: "noindex" }];
}

export default function Person({ loaderData: page, actionData }: Route.ComponentProps) {
  const { client, person, roles, known } = page;
  const { id } = client;
  return (
    <PersonForm
      action={href("/practice/clients/:id/people/:person", { id, person: person.id })}
      heading={<WorkHeading eyebrow={client.name} title={person.name} />}
      roles={roles}
      typed={actionData?.typed ?? known}
      errors={actionData?.errors}
    >
      <div className="cluster">
        <Button busy="Saving…">Save</Button>
        <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id })}>
          Back to the record
        </ButtonLink>
      </div>
    </PersonForm>
  );
}
