import { news } from "#app/context.ts";
import { findSession } from "#app/domain/identity/session.ts";
import { asMember } from "#app/http.ts";
import { readCookie } from "#app/middleware/cookies.ts";
import { newsStream } from "#app/realtime/stream.server.ts";
import type { Route } from "./+types/stream";

const headers = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store",
  "X-Accel-Buffering": "no", // nginx would keep it until there is enough of it.
};

/** Tells an open page that the diary changed. It says no more than that, and does not keep its person signed in. */
export function loader({ context, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "diary.see");
  if (request.method === "HEAD") return new Response(null, { headers });
  const token = readCookie(request, "session", ctx.appUrl) ?? "";
  const { memberId, practiceId } = ctx.actor;
  const isStillIn = async () => {
    const standing = (await findSession(ctx, token))?.standing;
    return standing?.kind === "member" && standing.memberId === memberId;
  };
  const body = newsStream({ news: context.get(news), practiceId, signal: request.signal, isStillIn });
  return new Response(body, { headers });
}
