import { and, asc, count, eq, isNull } from "drizzle-orm";
import { passkeys, recoveryCodes, totpSecrets, users } from "#app/db/schema/identity.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";

export type Passkey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

/** How somebody can show that it is they. Recovery codes stand in for one; alone they are none. */
export type SecondFactors = {
  /** Since when an authenticator app knows their secret, or null. */
  app: Date | null;
  passkeys: Passkey[];
  recoveryCodesLeft: number;
};

/** What somebody has set up, passkeys oldest first. */
export async function secondFactorsOf(house: House, userId: string): Promise<SecondFactors> {
  const [app] = await house.db
    .select({ confirmedAt: totpSecrets.confirmedAt })
    .from(totpSecrets)
    .where(eq(totpSecrets.userId, userId));
  const own = await house.db
    .select({
      id: passkeys.id,
      name: passkeys.name,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
  const [codes] = await house.db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return { app: app?.confirmedAt ?? null, passkeys: own, recoveryCodesLeft: codes?.left ?? 0 };
}

/** How many ways there are to show the second step. */
export function waysOf({ app, passkeys }: SecondFactors): number {
  return (app ? 1 : 0) + passkeys.length;
}

/** The same, locked until the transaction ends: two changes at once see each other, so that the last way stays. */
export async function lockSecondFactors(ctx: Ctx, userId: string): Promise<SecondFactors> {
  await ctx.db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  return secondFactorsOf(ctx, userId);
}
