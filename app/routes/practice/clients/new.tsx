import { data, redirect } from "react-router";
import { addByHand, type ByHand } from "#app/domain/clients/add-by-hand.ts";
import { individualAt } from "#app/domain/clients/individual-at.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/new";
import { newClientSchema } from "./new-fields.ts";
import { NewClientPage } from "./new-page.tsx";
import { recordTelling } from "./news.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asMember(context, "care.decide");
  const therapists = await therapistsWithin(ctx, "care.decide");
  const own = therapists.find(({ id }) => id === ctx.actor.therapistId) ?? therapists[0];
  return {
    therapists: therapists.map(({ slug, name }) => ({ value: slug, label: name })),
    own: orNotFound(own).slug,
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "care.decide");
  const therapists = await therapistsWithin(ctx, "care.decide");
  const form = await readForm(request, newClientSchema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed, known: null }, { status: 422 });
  const { of, ...wish } = form.value;
  const therapist = orNotFound(therapists.find(({ slug }) => slug === of));
  const byHand: ByHand = { ...wish, therapistId: therapist.id };
  const added = orNotFound(await addByHand(ctx, byHand));
  if (added.ok) throw redirect(recordTelling(added.value.clientId, "added"), 303);
  if (added.refusal === "guardian_needed") {
    const errors = { guardianName: "Whoever is under age comes with a guardian. Please name them." };
    return data({ errors, typed: form.typed, known: null }, { status: 422 });
  }
  const known = await individualAt(ctx, wish.people[0]?.email ?? "");
  const errors = {
    email: known
      ? "Somebody who comes alone has that address here already. Open their record instead."
      : "That address belongs to a client of this practice already. Ask whoever looks after the clients.",
  };
  return data({ errors, typed: form.typed, known }, { status: 409 });
}

export function meta() {
  return [{ title: "New client" }, { name: "robots", content: "noindex" }];
}

export default function New({ loaderData: page, actionData }: Route.ComponentProps) {
  return (
    <NewClientPage
      therapists={page.therapists}
      typed={actionData?.typed ?? { of: page.own, kind: "individual", gate: "call" }}
      errors={actionData?.errors}
      known={actionData?.known ?? null}
    />
  );
}
