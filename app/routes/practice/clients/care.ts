import { type Care, type Client, caresWithin, clientWithin } from "#app/domain/clients/reach.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { orNotFound } from "#app/http.ts";

/**
 * The care relationship a page decides about: with the therapist `?of=` names, else one's own, else the first within reach.
 * 404 when there is none to decide about.
 */
export async function careOf(
  ctx: MemberCtx,
  clientId: string,
  query: URLSearchParams,
): Promise<{ client: Client; care: Care }> {
  const client = orNotFound(await clientWithin(ctx, "care.decide", clientId));
  const cares = await caresWithin(ctx, "care.decide", clientId);
  const asked = query.get("of");
  const own = cares.find(({ therapistId }) => therapistId === ctx.actor.therapistId);
  return {
    client,
    care: orNotFound(asked === null ? (own ?? cares[0]) : cares.find(({ slug }) => slug === asked)),
  };
}
