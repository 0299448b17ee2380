import { worldOf } from "#app/http.ts";
import { howFar, nextPiece } from "#app/routes/files/in-pieces.ts";
import { taking } from "#app/routes/messages/brought.ts";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/upload";

export function loader({ context, params }: Route.LoaderArgs) {
  return howFar(whoIsHere(context).ctx, params.upload, taking);
}

export function action({ context, request, params }: Route.ActionArgs) {
  const ctx = whoIsHere(context).ctx;
  return nextPiece(ctx, worldOf(context), request, { ...taking, id: params.upload });
}
