import { asMember } from "#app/http.ts";
import { tellOf } from "#app/routes/messages/live.ts";
import type { Route } from "./+types/stream";

export function loader({ context, params, request }: Route.LoaderArgs) {
  return tellOf(context, asMember(context, "messages.read"), params.id, request);
}
