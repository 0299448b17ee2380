import { href } from "react-router";
import { keepFor } from "#app/routes/messages/doing.ts";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/draft";

export function action({ context, params, request }: Route.ActionArgs) {
  // Keeping shows nothing, so it asks for no second sign-in.
  return keepFor(whoIsHere(context).ctx, params.id, href("/client/messages/:id", params), request);
}
