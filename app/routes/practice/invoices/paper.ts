import { paperInReach } from "#app/domain/invoices/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { paperFile } from "#app/routes/paper-file.ts";
import type { Route } from "./+types/paper";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  return paperFile(orNotFound(await paperInReach(ctx, "money.see", params.id)));
}
