import { examplePaper } from "#app/domain/invoices/example.ts";
import { asMember } from "#app/http.ts";
import { paperFile } from "#app/routes/paper-file.ts";
import type { Route } from "./+types/example";

export async function loader({ context }: Route.LoaderArgs) {
  return paperFile(await examplePaper(asMember(context, "practice.change")));
}
