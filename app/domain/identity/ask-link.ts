import { signInLinks } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { hashOf } from "#app/values/token.ts";
import { secretsOf } from "./link.ts";
import { linkMinutes } from "./rules.ts";

/** `email` is lower case; `asker` is the secret of the browser that asks; `back` is where to go on afterwards. */
export type Asked = { email: string; asker: string; back: string | null };

/**
 * Ask for a sign-in letter. Whether anybody has the address is not looked at here but when the letter is written, so
 * that asking costs the same and says the same for everybody.
 */
export function askLink(ctx: Ctx, { email, asker, back }: Asked): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const id = newId();
    const { token, ring } = secretsOf(ctx, { id });
    const now = ctx.now();
    await ctx.db.insert(signInLinks).values({
      id,
      hash: hashOf(token),
      ring,
      email,
      askerHash: hashOf(asker),
      back,
      createdAt: now,
      expiresAt: new Date(now.getTime() + linkMinutes * 60_000),
    });
    await record(ctx, "sign_in.asked", { id });
  });
}
