import { data, href, redirect } from "react-router";
import { z } from "zod";
import { clientWithin, peopleOf } from "#app/domain/clients/reach.ts";
import { type ErasureRefusal, eraseClient, inTheWayOfErasing } from "#app/domain/operations/erase-client.ts";
import { isErased } from "#app/domain/operations/erased.ts";
import { keepingOf, keptUntil } from "#app/domain/operations/keep-record.ts";
import { isKeptByLaw } from "#app/domain/operations/rules.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { reachOf } from "#app/domain/practices/rules.ts";
import { requestsWithin } from "#app/domain/privacy/erasure-requests.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { lines, maybeLine } from "#app/routes/practice/typed-fields.ts";
import { onTheDay } from "#app/routes/when.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/erasure";
import { EraseForm, KeepForm, WhatGoes } from "./erase-form.tsx";

export { ErrorBoundary } from "../trouble.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "erasures.see");
  const client = orNotFound(await clientWithin(ctx, "erasures.see", params.id));
  if (await isErased(ctx, client.id)) throw redirect(href("/office/erasures"));
  const clock = await ownPractice(ctx);
  const [until, { years }, inTheWay, people, requests] = await Promise.all([
    keptUntil(ctx, client.id),
    keepingOf(ctx),
    inTheWayOfErasing(ctx, client.id),
    peopleOf(ctx, client),
    requestsWithin(ctx),
  ]);
  const asked = requests.find(({ clientId }) => clientId === client.id);
  return {
    client: { id: client.id, name: client.name },
    people: people.map(({ name }) => name),
    years,
    until: until && isKeptByLaw(until, ctx.now()) ? onTheDay(until, clock) : null,
    asked: asked && {
      by: asked.askedBy,
      on: onTheDay(asked.askedAt, clock),
      isAnswered: asked.keptAt !== null,
    },
    inTheWay: inTheWay && stands[inTheWay],
    mayErase: reachOf(ctx.actor, "client.erase") !== "none",
  };
}

const schema = z.object({ name: maybeLine(300), reason: lines(1_000) });

const stands = {
  sessions_ahead: "Something is planned with them still. Please call it off, or let it pass, first.",
  money_disputed: "A bank is deciding about a payment of theirs. Until it has, their record may be needed.",
};

const saidKindly: Record<ErasureRefusal, { field: string; message: string }> = {
  wrong_name: { field: "name", message: "That is not the name as it stands above." },
  sessions_ahead: { field: "main", message: stands.sessions_ahead },
  money_disputed: { field: "main", message: stands.money_disputed },
  needs_reason: { field: "reason", message: "It is before its time. Please say why." },
};

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "client.erase");
  orNotFound(await clientWithin(ctx, "client.erase", params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { name, reason } = form.value;
  const erased = await eraseClient(ctx, { clientId: params.id, typedName: name, reason });
  // A second press finds it done.
  if (erased === null || erased.ok) throw redirect(`${href("/office/erasures")}?news=erased`, 303);
  const { field, message } = saidKindly[erased.refusal];
  return data({ errors: { [field]: message }, typed: form.typed }, { status: field === "main" ? 409 : 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? `Erase ${page.client.name}` : "Erase a client" },
    { name: "robots", content: "noindex" },
  ];
}

export default function ErasurePage({ loaderData: page, actionData }: Route.ComponentProps) {
  const { client, until, asked, inTheWay, mayErase } = page;
  return (
    <>
      <WorkHeading
        eyebrow="Keeping and erasing"
        title={`Erase ${client.name}?`}
        lede={
          <p>
            {until
              ? `Their record has to be kept until ${until}, ${page.years} years after the last session.`
              : "Their record need not be kept any longer."}
          </p>
        }
      />
      {asked && (
        <p>
          {asked.by} asked for it on {asked.on}.
          {asked.isAnswered && " You answered that you keep it for now."}
        </p>
      )}
      {page.people.length > 1 && (
        <p>
          This record belongs to {page.people.length} people: {page.people.join(", ")}. It goes for all of
          them.
        </p>
      )}
      <WhatGoes />
      {inTheWay && <p>{inTheWay}</p>}
      {mayErase ? (
        <>
          {!inTheWay && (
            <EraseForm
              id={client.id}
              name={client.name}
              isEarly={until !== null}
              errors={actionData?.errors ?? {}}
              typed={actionData?.typed ?? {}}
            />
          )}
          {asked && !asked.isAnswered && <KeepForm id={client.id} until={until} />}
        </>
      ) : (
        <p>The owner or the clinical lead erases records.</p>
      )}
      <p className="mt-6">
        <ButtonLink kind="quiet" href={href("/office/erasures")}>
          Back to the lists
        </ButtonLink>
      </p>
    </>
  );
}
