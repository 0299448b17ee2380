import { metrics } from "#app/context.ts";
import type { Route } from "./+types/metrics";

/** Prometheus' page, for whoever has the token; for everybody else there is no such page. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const page = await context.get(metrics)(request.headers.get("authorization"));
  if (!page) return new Response(null, { status: 404 });
  return new Response(page.text, { headers: { "Content-Type": page.type, "Cache-Control": "no-store" } });
}
