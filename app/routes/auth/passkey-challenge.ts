import type { RouterContextProvider } from "react-router";
import { z } from "zod";
import { signedIn } from "#app/context.ts";
import { askToProve, askToRegister } from "#app/domain/identity/passkey-challenge.ts";
import { ownPractice } from "#app/domain/practices/queries.ts";
import { houseOf, orNotFound, readForm } from "#app/http.ts";
import type { Route } from "./+types/passkey-challenge";

const schema = z.object({ purpose: z.enum(["register", "prove"]) });

/** Asked by public/passkey.js alone; nobody comes here by a link. */
export function loader() {
  return orNotFound(null);
}

export async function action({ context, request }: Route.ActionArgs) {
  const session = memberOf(context);
  const form = await readForm(request, schema);
  if (!form.ok) return new Response(null, { status: 422 });
  const ctx = { ...houseOf(context), practiceId: session.standing.practiceId };
  const asked =
    form.value.purpose === "prove"
      ? await askToProve(ctx, session)
      : await askToRegister(ctx, session, (await ownPractice(ctx)).name);
  if (!asked.ok) return Response.json({ refusal: asked.refusal }, { status: 403 });
  return Response.json(asked.value, { headers: { "Cache-Control": "no-store" } });
}

/** Only people of a practice have passkeys. */
function memberOf(context: Readonly<RouterContextProvider>) {
  const session = orNotFound(context.get(signedIn));
  const { standing } = session;
  return { ...session, standing: orNotFound(standing?.kind === "member" ? standing : null) };
}
