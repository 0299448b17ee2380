import { tellOf } from "#app/routes/messages/live.ts";
import type { Route } from "./+types/stream";
import { atTheMessages } from "./door.ts";

export function loader({ context, params, request }: Route.LoaderArgs) {
  return tellOf(context, atTheMessages(context, request).ctx, params.id, request);
}
