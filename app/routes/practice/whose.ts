import type { MemberCtx } from "#app/domain/ctx.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { type Therapist, therapistsWithin } from "#app/domain/therapists/queries.ts";
import { orNotFound } from "#app/http.ts";

export type Whose = { therapist: Therapist; choices: { slug: string; name: string }[] };

/**
 * Whose diary, hours or profile a page is about: the therapist `?of=` names, else one's own, else the first within
 * reach. 404 for a name out of reach, and where nobody works yet.
 */
export async function whoseOf(ctx: MemberCtx, deed: Deed, query: URLSearchParams): Promise<Whose> {
  const all = await therapistsWithin(ctx, deed);
  const asked = query.get("of");
  const own = all.find(({ id }) => id === ctx.actor.therapistId);
  const therapist = orNotFound(asked === null ? (own ?? all[0]) : all.find(({ slug }) => slug === asked));
  return { therapist, choices: all.map(({ slug, name }) => ({ slug, name })) };
}
