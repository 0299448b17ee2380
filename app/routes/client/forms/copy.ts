import { ownForm } from "#app/domain/forms/asked.ts";
import { ownAnswers } from "#app/domain/forms/read-form.ts";
import { orNotFound } from "#app/http.ts";
import { formCopy } from "#app/routes/forms/form-copy.ts";
import { whoIsHere } from "../here.ts";
import type { Route } from "./+types/copy";

/** What they signed, as a PDF to keep. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { ctx } = whoIsHere(context);
  const own = orNotFound(await ownForm(ctx, params.id));
  const signed = orNotFound(own.asked.status === "signed" ? own : null);
  return formCopy(ctx, await ownAnswers(ctx, signed));
}
