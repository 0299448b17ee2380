import { href } from "react-router";
import { announceFor } from "#app/routes/messages/doing.ts";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/uploads";

export function action({ context, request, params: { id } }: Route.ActionArgs) {
  // Bringing shows nothing, so it asks for no second sign-in.
  const at = (upload: string) => href("/client/messages/:id/uploads/:upload", { id, upload });
  return announceFor(whoIsHere(context).ctx, id, request, at);
}
