import { hearOfChange } from "#app/domain/calendar/watch.ts";
import { houseOf } from "#app/http.ts";
import type { Route } from "./+types/google-calendar";

/**
 * Google says that something changed in a calendar, and nothing of what. Answered at once; the reading is a job's. 404 for
 * anybody who does not show the token their channel was made with.
 */
export async function action({ context, request }: Route.ActionArgs) {
  const said = (name: string) => request.headers.get(`x-goog-${name}`) ?? "";
  const isOurs = await hearOfChange(houseOf(context), {
    channelId: said("channel-id"),
    token: said("channel-token"),
  });
  return new Response(null, { status: isOurs ? 204 : 404 });
}
