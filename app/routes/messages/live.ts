import type { RouterContextProvider } from "react-router";
import { news } from "#app/context.ts";
import { type Ctx, isClient, isMember } from "#app/domain/ctx.ts";
import { actorOf, findSession } from "#app/domain/identity/session.ts";
import type { ReaderCtx } from "#app/domain/messaging/find.ts";
import { newestNumber } from "#app/domain/messaging/read.ts";
import { orNotFound } from "#app/http.ts";
import { readCookie } from "#app/middleware/cookies.ts";
import { numberStream } from "#app/realtime/number-stream.server.ts";

const headers = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store",
  "X-Accel-Buffering": "no", // nginx would keep it until there is enough of it.
};

/**
 * Tells an open page of a thread which messages there are, by number: those after the last it heard of (Last-Event-ID), or
 * after `?after=` where it opens. It says no more than that, and ends with the sign-in, or once the thread is
 * not theirs: what they may is asked anew each time.
 */
export async function tellOf(
  context: Readonly<RouterContextProvider>,
  ctx: ReaderCtx,
  threadId: string,
  request: Request,
): Promise<Response> {
  const newest = orNotFound(await newestNumber(ctx, threadId));
  if (request.method === "HEAD") return new Response(null, { headers });
  const token = readCookie(request, "session", ctx.appUrl) ?? "";
  const { kind, userId } = ctx.actor;
  const stillThere = async (): Promise<ReaderCtx | null> => {
    const session = await findSession(ctx, token);
    if (session?.userId !== userId || session.standing?.practiceId !== ctx.practiceId) return null;
    const asNow: Ctx = { ...ctx, actor: actorOf(session) };
    return (isMember(asNow) || isClient(asNow)) && asNow.actor.kind === kind ? asNow : null;
  };
  const body = numberStream({
    news: context.get(news),
    key: threadId,
    signal: request.signal,
    after: heardOf(request) ?? newest,
    newest: async () => {
      const asNow = await stillThere();
      return asNow && newestNumber(asNow, threadId);
    },
  });
  return new Response(body, { headers });
}

function heardOf(request: Request): number | null {
  const asked = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after") ?? "";
  return /^\d{1,9}$/.test(asked) ? Number(asked) : null;
}
