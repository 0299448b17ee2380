import { photoSoFar } from "#app/domain/setup/answers.ts";
import { orNotFound } from "#app/http.ts";
import type { Route } from "./+types/preview-photo";
import { setupOf, unkept } from "./door.ts";

/** The picture given so far, for the browser it was given in. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { house, setup } = await setupOf(context, request);
  const { content, contentType } = orNotFound(await photoSoFar(house, setup));
  return new Response(new Uint8Array(content), { headers: { ...unkept, "Content-Type": contentType } });
}
