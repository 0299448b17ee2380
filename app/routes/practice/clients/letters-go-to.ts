import { type Client, peopleOf } from "#app/domain/clients/reach.ts";
import { maySee } from "#app/domain/clients/rules.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";

/** The names of those a letter about care will go to: who has an address, may see it, and did not ask for no letters. */
export async function lettersGoTo(ctx: MemberCtx, client: Client): Promise<string[]> {
  const people = await peopleOf(ctx, client);
  return people
    .filter(({ email, mayEmail, role }) => email !== null && mayEmail && maySee(role))
    .map(({ name }) => name);
}
