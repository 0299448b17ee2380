import { data, redirect } from "react-router";
import { z } from "zod";
import { type BeginRefusal, beginTogether } from "#app/domain/clients/begin-together.ts";
import { type Doors, doorsWithin } from "#app/domain/clients/doors.ts";
import { gateReasons } from "#app/domain/clients/rules.ts";
import { asMember, type FieldErrors, orNotFound, readForm } from "#app/http.ts";
import { optional } from "#app/routes/form-fields.ts";
import { lines } from "../typed-fields.ts";
import type { Route } from "./+types/beginning";
import { BeginningPage } from "./beginning-page.tsx";
import { lettersGoTo } from "./letters-go-to.ts";
import { recordTelling } from "./news.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

/** Beside these, a box for each therapist, `with-<slug>`, says whose doors open. */
const schema = z
  .object({ reason: optional(z.enum(gateReasons, "Please choose a reason.")), words: optional(lines(4_000)) })
  .catchall(z.string());

const saidKindly: Record<Exclude<BeginRefusal, "already_begun">, { field: string; words: string }> = {
  nobody_chosen: { field: "with", words: "Choose whose doors open." },
  reason_needed: {
    field: "reason",
    words: "There was no call here yet, so please say why the doors open without one.",
  },
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "care.decide");
  const doors = orNotFound(await doorsWithin(ctx, params.id));
  const asked = new URL(request.url).searchParams.get("of");
  return {
    client: { id: doors.client.id, name: doors.client.name },
    choices: choicesOf(doors, asked ?? slugOfCaller(doors, ctx.actor.therapistId)),
    opensAll: doors.opensAll,
    needsReason: doors.call === null && doors.cares.every((care) => care.discoveryCompletedAt === null),
    lettersTo: await lettersGoTo(ctx, doors.client),
  };
}

/** Whose doors may open, which of them stand open already, and which are meant unless somebody says otherwise. */
function choicesOf({ openable, cares, opensAll }: Doors, meant: string | null) {
  return openable.map(({ therapistId, slug, name, firstName }) => {
    const stage = cares.find((care) => care.therapistId === therapistId)?.stage;
    const isOpen = stage === "intake" || stage === "ongoing";
    return { slug, name, firstName, isOpen, isMeant: opensAll || slug === meant || openable.length === 1 };
  });
}

function slugOfCaller({ openable, call }: Doors, own: string | null): string | null {
  const caller = openable.find(({ therapistId }) => therapistId === (call?.therapistId ?? own));
  return caller?.slug ?? null;
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "care.decide");
  const doors = orNotFound(await doorsWithin(ctx, params.id));
  const form = await readForm(request, schema);
  if (!form.ok) return data({ errors: form.errors, typed: form.typed }, { status: 422 });
  const { reason, words } = form.value;
  const chosen = doors.openable.filter(({ slug }) => form.typed[`with-${slug}`] === "yes");
  const begun = orNotFound(
    await beginTogether(ctx, {
      clientId: doors.client.id,
      therapistIds: chosen.map(({ therapistId }) => therapistId),
      pastGate: reason && { reason, words },
    }),
  );
  // A second press finds it done.
  if (begun.ok || begun.refusal === "already_begun") throw redirect(recordTelling(params.id, "begun"), 303);
  const said = saidKindly[begun.refusal];
  const errors: FieldErrors = { [said.field]: said.words };
  return data({ errors, typed: form.typed }, { status: 422 });
}

export function meta({ loaderData: page }: Route.MetaArgs) {
  return [
    { title: page ? `Begin together: ${page.client.name}` : "Begin together" },
    { name: "robots", content: "noindex" },
  ];
}

export default function Beginning({ loaderData: page, actionData }: Route.ComponentProps) {
  return <BeginningPage page={page} errors={actionData?.errors} typed={actionData?.typed ?? null} />;
}
