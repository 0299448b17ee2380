import type { ClientCtx } from "#app/domain/ctx.ts";
import { ownToState } from "#app/domain/invoices/print.ts";
import { orNotFound } from "#app/http.ts";

/**
 * Whose year an address asks for: the client `?of=` names, else the first of a signed-in person's own. 404 for what is not
 * theirs.
 */
export async function whoseYear(ctx: ClientCtx, request: Request) {
  const all = await ownToState(ctx);
  const asked = new URL(request.url).searchParams.get("of");
  const client = orNotFound(asked === null ? all[0] : all.find(({ id }) => id === asked));
  return { client, all };
}
