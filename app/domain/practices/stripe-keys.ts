import { eq } from "drizzle-orm";
import { stripeAccounts } from "#app/db/schema/practices.ts";
import type { Ctx } from "#app/domain/ctx.ts";

type Account = typeof stripeAccounts.$inferSelect;

const shelf = (row: string, column: "key" | "webhook_secret") => ({
  row,
  column: `stripe_accounts.${column}`,
});

/** Keep a practice's own keys of Stripe, sealed, in place of those it had. */
export async function keepKeys(
  ctx: Ctx,
  { secretKey, webhookSecret }: { secretKey: string; webhookSecret: string },
): Promise<void> {
  const { practiceId } = ctx;
  const key = ctx.vault.newKey();
  const kept = {
    keyRing: key.ring,
    keyWrapped: key.wrapped,
    sealedKey: ctx.vault.seal(key, shelf(practiceId, "key"), secretKey),
    sealedWebhookSecret: ctx.vault.seal(key, shelf(practiceId, "webhook_secret"), webhookSecret),
    keyEnd: secretKey.slice(-4),
    connectedAt: ctx.now(),
  };
  await ctx.db
    .insert(stripeAccounts)
    .values({ practiceId, ...kept })
    .onConflictDoUpdate({ target: stripeAccounts.practiceId, set: kept });
}

/** Forget a practice's own keys. */
export async function dropKeys(ctx: Ctx): Promise<void> {
  await ctx.db.delete(stripeAccounts).where(eq(stripeAccounts.practiceId, ctx.practiceId));
}

/** The keys of a practice, opened. */
export function openKeys(
  { vault }: Pick<Ctx, "vault">,
  { practiceId, keyRing, keyWrapped, sealedKey, sealedWebhookSecret }: Account,
): { secretKey: string; webhookSecret: string | null } {
  const key = { ring: keyRing, wrapped: keyWrapped };
  return {
    secretKey: vault.unseal(key, shelf(practiceId, "key"), sealedKey),
    webhookSecret:
      sealedWebhookSecret && vault.unseal(key, shelf(practiceId, "webhook_secret"), sealedWebhookSecret),
  };
}
