import type { MemberCtx } from "#app/domain/ctx.ts";
import { catalogue } from "#app/domain/session-types/catalogue.ts";
import { therapistsWithin } from "#app/domain/therapists/queries.ts";

/** What a code can be for: the session types that cost something, and who holds them. */
export async function choicesOf(ctx: MemberCtx) {
  const [types, therapists] = await Promise.all([catalogue(ctx), therapistsWithin(ctx, "codes.change")]);
  return {
    types: types.filter(({ price }) => price > 0).map(({ id, name }) => ({ id, name })),
    therapists: therapists.map(({ id, name }) => ({ id, name })),
  };
}
