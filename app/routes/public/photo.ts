import { publicPhoto } from "#app/domain/therapists/photo.ts";
import { houseOf, orNotFound } from "#app/http.ts";
import type { Route } from "./+types/photo";

const aYear = "public, max-age=31536000, immutable";

/** A therapist's photo. Its mark in the address makes it one that never changes; without, it is asked for anew each time. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { content, contentType, mark } = orNotFound(await publicPhoto(houseOf(context), params.slug));
  const isNamed = new URL(request.url).searchParams.get("v") === mark;
  const headers = {
    "Content-Type": contentType,
    "Cache-Control": isNamed ? aYear : "public, no-cache",
    ETag: `"${mark}"`,
  };
  if (request.headers.get("if-none-match") === `"${mark}"`)
    return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(content), { headers });
}
