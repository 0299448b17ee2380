import { href } from "react-router";
import { asMember } from "#app/http.ts";
import { takeBackIn } from "#app/routes/messages/doing.ts";
import type { Route } from "./+types/taking-back";

export function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "messages.write");
  return takeBackIn(ctx, params.id, href("/practice/messages/:id", params), request);
}
