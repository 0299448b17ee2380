import { asMember, worldOf } from "#app/http.ts";
import { howFar, nextPiece } from "#app/routes/files/in-pieces.ts";
import { taking } from "#app/routes/messages/brought.ts";

import type { Route } from "./+types/upload";

export function loader({ context, params }: Route.LoaderArgs) {
  return howFar(asMember(context, "messages.write"), params.upload, taking);
}

export function action({ context, request, params }: Route.ActionArgs) {
  const ctx = asMember(context, "messages.write");
  return nextPiece(ctx, worldOf(context), request, { ...taking, id: params.upload });
}
