import { and, eq, isNull } from "drizzle-orm";
import { sessions } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { hashOf, newToken } from "#app/values/token.ts";
import type { SignedIn } from "./session.ts";

/** A session that has shown its second step, under the new token its cookie carries from now on. */
export type Proof = { token: string };

/** By what a second step is shown. */
type Way = "app" | "passkey" | "recovery_code";

/**
 * Note that the second step was shown, in the caller's transaction, and rotate the token. It stays the same session
 * under a new token, so its line among the devices stays too, and whoever copied the cookie before holds nothing.
 */
export async function prove(
  ctx: Ctx,
  { sessionId, userId }: SignedIn,
  by: Way,
): Promise<Result<Proof, "signed_out">> {
  const token = newToken();
  const proven = await ctx.db
    .update(sessions)
    .set({ hash: hashOf(token), provenAt: ctx.now() })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  if (proven.length === 0) return refused("signed_out");
  await record(ctx, "second_factor.shown", { id: userId }, { by });
  return done({ token });
}

/** Note that a second step was tried and failed, in the caller's transaction: by what and why, never what was typed. */
export async function failed<R extends string>(
  ctx: Ctx,
  { userId }: SignedIn,
  by: Way,
  why: R,
): Promise<Result<never, R>> {
  await record(ctx, "second_factor.failed", { id: userId }, { by, why });
  return refused(why);
}
