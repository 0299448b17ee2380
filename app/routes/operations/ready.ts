import { readiness } from "#app/context.ts";
import type { Route } from "./+types/ready";

/** Whether this process can do its work, each need named: 200, or 503 when one of them is missing. */
export async function loader({ context }: Route.LoaderArgs) {
  const checks = await context.get(readiness)();
  const isReady = checks.every(({ ok }) => ok);
  const body = {
    ready: isReady,
    checks: Object.fromEntries(checks.map(({ name, ok, says }) => [name, { ok, says }])),
  };
  return Response.json(body, { status: isReady ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
