import { randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { recoveryCodes } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { hashOf } from "#app/values/token.ts";
import { recoveryCodeCount, type Unready, whyNotChange } from "./rules.ts";
import type { SignedIn } from "./session.ts";

/** No letter that could be read as a digit, or the other way round. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * Make ten recovery codes, told once; those before them are forgotten. 79 bits each, so that their bare hash gives
 * nothing away. Refuses: not_fresh, not_proven.
 */
export function makeRecoveryCodes(ctx: Ctx, session: SignedIn): Promise<Result<string[], Unready>> {
  return inTransaction(ctx, async (ctx) => {
    const unready = whyNotChange(session, true, ctx.now().getTime());
    if (unready) return refused(unready);
    const { userId } = session;
    const codes = Array.from({ length: recoveryCodeCount }, aCode);
    await ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await ctx.db
      .insert(recoveryCodes)
      .values(codes.map((code) => ({ userId, hash: hashOf(plainCode(code)), createdAt: ctx.now() })));
    await record(ctx, "recovery_codes.made", { id: userId });
    return done(codes);
  });
}

/** A code as it is compared: however it was typed, only its letters and digits count. */
export function plainCode(typed: string): string {
  return typed.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

function aCode(): string {
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]);
  return letters.join("").replaceAll(/.{4}(?!$)/g, "$&-");
}
