import { href, redirect } from "react-router";
import { openApartFrom } from "#app/routes/messages/doing.ts";
import type { Route } from "./+types/apart";
import { atTheMessages } from "./door.ts";

export async function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = atTheMessages(context, request);
  const id = await openApartFrom(ctx, params.id, request);
  throw redirect(href("/client/messages/:id", { id }), 303);
}
