import { ownPractice } from "#app/domain/practices/queries.ts";
import { handOver } from "#app/domain/privacy/hand-over.ts";
import { asClient } from "#app/http.ts";
import type { Route } from "./+types/export-html";
import { exportDocument } from "./export-document.tsx";

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = asClient(context);
  const { locale } = await ownPractice(ctx);
  return new Response(exportDocument(await handOver(ctx, "html"), locale), {
    headers: {
      "Cache-Control": "private, no-store",
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": 'attachment; filename="selvage.html"',
    },
  });
}
