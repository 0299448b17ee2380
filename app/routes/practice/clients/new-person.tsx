import { data, href, redirect } from "react-router";
import { addPerson, rolesFor } from "#app/domain/clients/change-person.ts";
import { clientWithin } from "#app/domain/clients/reach.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/new-person";
import { roleWords } from "./in-words.ts";
import { recordTelling } from "./news.ts";
import { personRefused, personSchema } from "./person-fields.ts";
import { PersonForm } from "./person-form.tsx";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const blank = { mayEmail: "yes", mayCall: "yes", mayLeaveMessage: "yes" };

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "client.change");
  const client = orNotFound(await clientWithin(ctx, "client.change", params.id));
  return {
    client: { id: client.id, name: client.name, isAlone: client.kind === "individual" },
    roles: rolesFor(client, null).map((value) => ({ value, label: roleWords[value] })),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "client.change");
  orNotFound(await clientWithin(ctx, "client.change", params.id));
  const form = await readForm(request, personSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const added = orNotFound(await addPerson(ctx, { clientId: params.id, facts: form.value }));
  if (added.ok) throw redirect(recordTelling(params.id, "saved"), 303);
  const { errors, status } = personRefused(added.refusal);
  return data({ errors, typed: form.typed }, { status });
}

export function meta() {
  return [{ title: "Add somebody" }, { name: "robots", content: "noindex" }];
}

export default function NewPerson({ loaderData: { client, roles }, actionData }: Route.ComponentProps) {
  const { id } = client;
  return (
    <PersonForm
      action={href("/practice/clients/:id/people/new", { id })}
      heading={
        <WorkHeading
          eyebrow={client.name}
          title="Add somebody"
          lede={
            client.isAlone && (
              <p>
                Partners see each other’s sessions, so a couple is a client of its own:{" "}
                <a href={href("/practice/clients/new")}>add the two of them together</a>.
              </p>
            )
          }
        />
      }
      roles={roles}
      typed={actionData?.typed ?? blank}
      errors={actionData?.errors}
    >
      <div className="cluster">
        <Button busy="Adding…">Add</Button>
        <ButtonLink kind="quiet" href={href("/practice/clients/:id", { id })}>
          Back to the record
        </ButtonLink>
      </div>
    </PersonForm>
  );
}
