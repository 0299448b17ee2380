import { readFeed } from "#app/domain/calendar/feed.ts";
import { houseOf, orNotFound } from "#app/http.ts";
import { hashOf } from "#app/values/token.ts";
import type { Route } from "./+types/feed";

/** Programs ask for it as /calendar/<token>.ics; who has the address has the key. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const file = orNotFound(await readFeed(houseOf(context), params.file.replace(/\.ics$/, "")));
  const etag = `"${hashOf(file).toString("base64url")}"`;
  const headers = {
    "Cache-Control": "private, max-age=300",
    "X-Robots-Tag": "noindex",
    ETag: etag,
  };
  const known = request.headers.get("if-none-match") ?? "";
  if (known.split(",").some((one) => one.trim().replace(/^W\//, "") === etag))
    return new Response(null, { status: 304, headers });
  return new Response(file, {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="appointments.ics"',
    },
  });
}
