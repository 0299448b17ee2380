import { leftOut } from "#app/domain/imports/left-out.ts";
import { importWithin } from "#app/domain/imports/queries.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { csvFile } from "#app/routes/csv-file.ts";
import type { Route } from "./+types/left-out";
import { rowInWords } from "./in-words.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "clients.import");
  const { id } = orNotFound(await importWithin(ctx, params.id));
  return csvFile("not-taken.csv", orNotFound(await leftOut(ctx, id, rowInWords)));
}
