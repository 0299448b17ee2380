import { asMember, worldOf } from "#app/http.ts";
import { howFar, nextPiece } from "#app/routes/files/in-pieces.ts";
import type { Route } from "./+types/upload";
import { taking } from "./refusals.ts";

export function loader({ context, params }: Route.LoaderArgs) {
  return howFar(asMember(context, "content.change"), params.id, taking);
}

export function action({ context, request, params }: Route.ActionArgs) {
  const ctx = asMember(context, "content.change");
  return nextPiece(ctx, worldOf(context), request, { ...taking, id: params.id });
}
