import { clientWithin } from "#app/domain/clients/reach.ts";
import { printStatement } from "#app/domain/invoices/print.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { fileAnswer } from "#app/routes/paper-file.ts";
import { yearIn } from "#app/routes/statement-year.ts";
import type { Route } from "./+types/statement-file";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "money.see");
  const year = yearIn(params.year);
  const { id, name } = orNotFound(await clientWithin(ctx, "money.see", params.id));
  return fileAnswer(await printStatement(ctx, { id, name }, year));
}
