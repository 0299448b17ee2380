import { and, eq } from "drizzle-orm";
import { passkeys, totpSecrets } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type Unready, whyNotChange } from "./rules.ts";
import { lockSecondFactors, type SecondFactors, waysOf } from "./second-factor.ts";
import type { SignedIn } from "./session.ts";

/** `last_one`: nothing else would be left to show. */
export type RemovalRefusal = Unready | "last_one";

/** Forget the authenticator app. Null when there is none. Refuses: not_fresh, not_proven, last_one. */
export function removeApp(ctx: Ctx, session: SignedIn): Promise<Result<null, RemovalRefusal> | null> {
  return remove(
    ctx,
    session,
    "app",
    ({ app }) => app !== null,
    async (ctx) => {
      await ctx.db.delete(totpSecrets).where(eq(totpSecrets.userId, session.userId));
    },
  );
}

/** Forget one of somebody's passkeys. Null when it is not theirs. Refuses: not_fresh, not_proven, last_one. */
export function removePasskey(
  ctx: Ctx,
  session: SignedIn,
  id: string,
): Promise<Result<null, RemovalRefusal> | null> {
  const isTheirs = ({ passkeys }: SecondFactors) => isId(id) && passkeys.some((own) => own.id === id);
  return remove(ctx, session, "passkey", isTheirs, async (ctx) => {
    await ctx.db.delete(passkeys).where(and(eq(passkeys.userId, session.userId), eq(passkeys.id, id)));
  });
}

function remove(
  ctx: Ctx,
  session: SignedIn,
  kind: "app" | "passkey",
  isThere: (factors: SecondFactors) => boolean,
  forget: (ctx: Ctx) => Promise<void>,
): Promise<Result<null, RemovalRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    const factors = await lockSecondFactors(ctx, session.userId);
    if (!isThere(factors)) return null;
    const unready = whyNotChange(session, true, ctx.now().getTime());
    if (unready) return refused(unready);
    if (waysOf(factors) === 1) return refused("last_one");
    await forget(ctx);
    await record(ctx, "second_factor.removed", { id: session.userId }, { kind });
    return done(null);
  });
}
