import { and, eq, isNull, lt } from "drizzle-orm";
import { recoveryCodes, totpSecrets } from "#app/db/schema/identity.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import type { Result } from "#app/values/result.ts";
import { hashOf } from "#app/values/token.ts";
import { appSecretOf } from "./authenticator.ts";
import { failed, type Proof, prove } from "./prove.ts";
import { plainCode } from "./recovery-codes.ts";
import type { SignedIn } from "./session.ts";
import { stepOf } from "./totp.ts";

/** `signed_out`: the session ended while its person was still typing. */
export type ProofRefusal = "wrong_code" | "used_code" | "signed_out";

/**
 * Show the second step with a code of the authenticator app. The step it belongs to only ever rises, so a code counts
 * once, however many send it at the same moment. Refuses: wrong_code, used_code, signed_out.
 */
export function proveByApp(ctx: Ctx, session: SignedIn, code: string): Promise<Result<Proof, ProofRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const secret = await appSecretOf(ctx, session.userId);
    const step = secret && stepOf(secret, code, ctx.now().getTime());
    if (!step) return failed(ctx, session, "app", "wrong_code");
    const counted = await ctx.db
      .update(totpSecrets)
      .set({ lastStep: step })
      .where(and(eq(totpSecrets.userId, session.userId), lt(totpSecrets.lastStep, step)))
      .returning({ userId: totpSecrets.userId });
    return counted.length > 0 ? prove(ctx, session, "app") : failed(ctx, session, "app", "used_code");
  });
}

/** Show the second step with a recovery code, which is then spent. Refuses: wrong_code, signed_out. */
export function proveByRecoveryCode(
  ctx: Ctx,
  session: SignedIn,
  code: string,
): Promise<Result<Proof, ProofRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const spent = await ctx.db
      .update(recoveryCodes)
      .set({ usedAt: ctx.now() })
      .where(
        and(
          eq(recoveryCodes.userId, session.userId),
          eq(recoveryCodes.hash, hashOf(plainCode(code))),
          isNull(recoveryCodes.usedAt),
        ),
      )
      .returning({ userId: recoveryCodes.userId });
    return spent.length > 0
      ? prove(ctx, session, "recovery_code")
      : failed(ctx, session, "recovery_code", "wrong_code");
  });
}
