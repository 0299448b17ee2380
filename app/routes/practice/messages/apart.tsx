import { href, redirect } from "react-router";
import { asMember } from "#app/http.ts";
import { openApartFrom } from "#app/routes/messages/doing.ts";
import type { Route } from "./+types/apart";

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = await openApartFrom(asMember(context, "messages.write"), params.id, request);
  throw redirect(href("/practice/messages/:id", { id }), 303);
}
