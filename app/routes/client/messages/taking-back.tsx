import { href } from "react-router";
import { takeBackIn } from "#app/routes/messages/doing.ts";
import type { Route } from "./+types/taking-back";
import { atTheMessages } from "./door.ts";

export function action({ context, params, request }: Route.ActionArgs) {
  const { ctx } = atTheMessages(context, request);
  return takeBackIn(ctx, params.id, href("/client/messages/:id", params), request);
}
