import type { MiddlewareFunction } from "react-router";
import { sayWhyBarred } from "#app/middleware/barred.ts";
import { limitCalls } from "#app/middleware/rate-limit.ts";
import { saidByStatus } from "./words.ts";

export const middleware: MiddlewareFunction<Response>[] = [inJson, sayWhyBarred, limitCalls];

/**
 * Programs read JSON whatever went wrong: an answer whose status alone says it all is given its words here, as the root's
 * boundary gives them to pages. Nothing is kept by caches unless its route says so: most addresses here carry a token.
 */
async function inJson(_: unknown, next: () => Promise<Response>): Promise<Response> {
  const { status, body, headers: given } = await next();
  const headers = new Headers(given);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  const error = saidByStatus[status];
  if (!error) return new Response(body, { status, headers });
  headers.delete("Content-Length");
  headers.set("Content-Type", "application/json");
  return Response.json({ error }, { status, headers });
}
