import { and, eq, isNotNull } from "drizzle-orm";
import { totpSecrets } from "#app/db/schema/identity.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type House, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { WrappedKey } from "#app/world.ts";
import { type Proof, prove } from "./prove.ts";
import { type Unready, whyNotChange } from "./rules.ts";
import { lockSecondFactors, waysOf } from "./second-factor.ts";
import type { SignedIn } from "./session.ts";
import { newSecret, stepOf } from "./totp.ts";

/** A secret on offer: to be read by an app, and sealed to come back with its first code. */
export type AppOffer = { secret: string; offer: string };

/** Offer somebody a secret. Nothing is kept: the offer travels in their form, sealed for them alone, until a code confirms it. */
export function offerApp({ vault }: House, userId: string): AppOffer {
  const secret = newSecret();
  const key = vault.newKey();
  const sealed = vault.seal(key, shelfOf(userId), secret);
  return {
    secret,
    offer: [key.ring, ...[key.wrapped, sealed].map((part) => part.toString("base64url"))].join("~"),
  };
}

/** The secret an offer carries, or null when it was altered or made for somebody else. */
export function openOffer({ vault }: House, userId: string, offer: string): string | null {
  const [ring = "", wrapped = "", sealed = ""] = offer.split("~");
  try {
    const key = { ring, wrapped: Buffer.from(wrapped, "base64url") };
    return vault.unseal(key, shelfOf(userId), Buffer.from(sealed, "base64url"));
  } catch {
    return null;
  }
}

/** `altered_offer`: the form did not come from us. */
export type SetUpRefusal = Unready | "wrong_code" | "altered_offer" | "signed_out";

/**
 * Take an offered secret into use, by its first code; it replaces the one before. A first set-up also shows the second
 * step, and answers the session's new token; later ones answer null. Refuses: not_fresh, not_proven, wrong_code,
 * altered_offer, signed_out.
 */
export function setUpApp(
  ctx: Ctx,
  session: SignedIn,
  { offer, code }: { offer: string; code: string },
): Promise<Result<Proof | null, SetUpRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const { userId } = session;
    const now = ctx.now().getTime();
    const unready = whyNotChange(session, waysOf(await lockSecondFactors(ctx, userId)) > 0, now);
    if (unready) return refused(unready);
    const secret = openOffer(ctx, userId, offer);
    if (!secret) return refused("altered_offer");
    const step = stepOf(secret, code, now);
    if (!step) return refused("wrong_code");
    await keepSecret(ctx, userId, secret, step);
    await record(ctx, "second_factor.set_up", { id: userId }, { kind: "app" });
    return session.provenAt ? done(null) : prove(ctx, session, "app");
  });
}

/** Keep a secret as somebody's own, in force at once; codes up to `lastStep` count no more. */
export async function keepSecret(ctx: House, userId: string, secret: string, lastStep = 0): Promise<void> {
  const key = ctx.vault.newKey();
  const at = ctx.now();
  const kept = {
    ...key,
    sealed: ctx.vault.seal(key, shelfOf(userId), secret),
    lastStep,
    createdAt: at,
    confirmedAt: at,
  };
  await ctx.db
    .insert(totpSecrets)
    .values({ userId, ...kept })
    .onConflictDoUpdate({ target: totpSecrets.userId, set: kept });
}

/** The secret somebody's app holds, or null when none is in force. */
export async function appSecretOf({ db, vault }: House, userId: string): Promise<string | null> {
  const [kept] = await db
    .select()
    .from(totpSecrets)
    .where(and(eq(totpSecrets.userId, userId), isNotNull(totpSecrets.confirmedAt)));
  if (!kept) return null;
  const key: WrappedKey = { ring: kept.ring, wrapped: kept.wrapped };
  return vault.unseal(key, shelfOf(userId), kept.sealed);
}

function shelfOf(userId: string) {
  return { row: userId, column: "totp_secrets.sealed" };
}
