import { href } from "react-router";
import { asMember } from "#app/http.ts";
import { announce } from "#app/routes/files/in-pieces.ts";
import type { Route } from "./+types/uploads";
import { taking } from "./refusals.ts";

export function action({ context, request }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  const at = (id: string) => href("/practice/library/uploads/:id", { id });
  return announce(ctx, request, { ...taking, clientId: null, at });
}
