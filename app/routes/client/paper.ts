import { ownPaper } from "#app/domain/invoices/queries.ts";
import { asClient, orNotFound } from "#app/http.ts";
import { paperFile } from "#app/routes/paper-file.ts";
import type { Route } from "./+types/paper";

export async function loader({ context, params }: Route.LoaderArgs) {
  return paperFile(orNotFound(await ownPaper(asClient(context), params.id)));
}
