import { data, href, redirect } from "react-router";
import { z } from "zod";
import { chooseReturn } from "#app/domain/payments/choose-return.ts";
import { orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/choice";
import { whoIsHere } from "./here.ts";

export { ErrorBoundary } from "./trouble.tsx";

const schema = z.object({ to: z.enum(["card", "credit"]) });

/** The choice is made on the session's own page. */
export function loader({ params }: Route.LoaderArgs) {
  throw redirect(href("/client/sessions/:id", params));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await readForm(request, schema);
  if (!form.ok) throw data(null, { status: 422 });
  const chosen = await chooseReturn(whoIsHere(context).ctx, { bookingId: params.id, to: form.value.to });
  if (!chosen.ok && chosen.refusal === "not_here") orNotFound(null);
  throw redirect(`${href("/client/sessions/:id", params)}${chosen.ok ? "?news=chosen" : ""}`, 303);
}
