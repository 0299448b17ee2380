import { printStatement } from "#app/domain/invoices/print.ts";
import { asClient } from "#app/http.ts";
import { fileAnswer } from "#app/routes/paper-file.ts";
import { yearIn } from "#app/routes/statement-year.ts";
import type { Route } from "./+types/statement-file";
import { whoseYear } from "./stated.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = asClient(context);
  const year = yearIn(params.year);
  const { client } = await whoseYear(ctx, request);
  return fileAnswer(await printStatement(ctx, client, year));
}
