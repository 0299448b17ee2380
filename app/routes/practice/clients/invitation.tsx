import { href, redirect } from "react-router";
import { z } from "zod";
import { invite } from "#app/domain/clients/invite.ts";
import { asMember, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/invitation";
import { recordTelling } from "./news.ts";

export { ErrorBoundary } from "#app/routes/practice/trouble.tsx";

const schema = z.object({ person: z.string() });

/** It is pressed on the record, which also says what became of it. */
export function loader({ params }: Route.LoaderArgs) {
  return redirect(href("/practice/clients/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "client.change");
  const form = await readForm(request, schema);
  const participantId = form.ok ? form.value.person : "";
  const invited = orNotFound(await invite(ctx, { clientId: params.id, participantId }));
  return redirect(recordTelling(params.id, invited.ok ? "invited" : invited.refusal), 303);
}

export default function Invitation() {
  return null;
}
