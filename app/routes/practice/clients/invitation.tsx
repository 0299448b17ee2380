import { data, href, redirect } from "react-router";
import { z } from "zod";
import { type InviteRefusal, invite } from "#app/domain/clients/invite.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { WorkHeading } from "#app/ui/shell.tsx";
import type { Route } from "./+types/invitation";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ person: z.string() });

const saidKindly: Record<InviteRefusal, string> = {
  no_address: "There is no email address to write to yet. Add one under their name first.",
  no_letters: "They asked for no letters, so none was sent. You can change that under their name.",
  no_page: "Whoever only pays, or is only called in an emergency, has no page here.",
  just_sent: "A welcome went out a few minutes ago. If it doesn’t arrive, send another in ten minutes.",
};

/** It is pressed on the record. */
export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/clients/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "client.change");
  const form = await readForm(request, schema);
  const participantId = form.ok ? form.value.person : "";
  const invited = orNotFound(await invite(ctx, { clientId: params.id, participantId }));
  if (invited.ok) throw redirect(`${href("/practice/clients/:id", params)}?news=invited`, 303);
  return data({ said: saidKindly[invited.refusal] }, { status: invited.refusal === "just_sent" ? 429 : 422 });
}

export function meta() {
  return [{ title: "Not sent" }, { name: "robots", content: "noindex" }];
}

export default function Invitation({ actionData, params }: Route.ComponentProps) {
  return (
    <div className="stack">
      <WorkHeading title="Not sent" lede={<p>{actionData?.said}</p>} />
      <ButtonLink href={href("/practice/clients/:id", params)}>Back to the record</ButtonLink>
    </div>
  );
}
