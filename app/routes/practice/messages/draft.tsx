import { href } from "react-router";
import { asMember } from "#app/http.ts";
import { keepFor } from "#app/routes/messages/doing.ts";
import type { Route } from "./+types/draft";

export function action({ context, params, request }: Route.ActionArgs) {
  const ctx = asMember(context, "messages.write");
  return keepFor(ctx, params.id, href("/practice/messages/:id", params), request);
}
