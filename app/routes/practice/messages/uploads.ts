import { href } from "react-router";
import { asMember } from "#app/http.ts";
import { announceFor } from "#app/routes/messages/doing.ts";
import type { Route } from "./+types/uploads";

export function action({ context, request, params: { id } }: Route.ActionArgs) {
  const at = (upload: string) => href("/practice/messages/:id/uploads/:upload", { id, upload });
  return announceFor(asMember(context, "messages.write"), id, request, at);
}
