import { readForm } from "#app/domain/forms/read-form.ts";
import { asMember, orNotFound } from "#app/http.ts";
import { formCopy } from "#app/routes/forms/form-copy.ts";
import type { Route } from "./+types/copy";

/** What a client signed, as a PDF to keep; that it was read is recorded. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = asMember(context, "forms.read");
  return formCopy(ctx, orNotFound(await readForm(ctx, params.id)));
}
