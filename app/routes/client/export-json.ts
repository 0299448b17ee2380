import { handOver } from "#app/domain/privacy/hand-over.ts";
import { asClient } from "#app/http.ts";
import type { Route } from "./+types/export-json";

export async function loader({ context }: Route.LoaderArgs) {
  const handed = await handOver(asClient(context), "json");
  return new Response(`${JSON.stringify(handed, null, 2)}\n`, {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="selvage.json"',
    },
  });
}
