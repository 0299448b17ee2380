import { showExample } from "#app/domain/notifications/show-example.ts";
import { asMember } from "#app/http.ts";
import type { Route } from "./+types/preview";
import { whoseLetter } from "./whose-letter.ts";

/** A letter is a page of its own in a frame: nothing in it runs, is fetched, or leads anywhere, and only we may frame it. */
const caged = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
  "X-Frame-Options": "SAMEORIGIN",
  "X-Robots-Tag": "noindex",
};

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asMember(context, "profile.change");
  const { therapist, letter, isDiscreet } = await whoseLetter(ctx, params.letter, request);
  const { html } = await showExample(ctx, therapist, { letter, isDiscreet, askedAt: ctx.now() });
  return new Response(html, { headers: caged });
}
