import { eq } from "drizzle-orm";
import { practices, stripeAccounts } from "#app/db/schema/practices.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { openKeys } from "#app/domain/practices/stripe-keys.ts";
import type { Merchant, World } from "#app/world.ts";

type Keys = { merchant: Merchant; webhookSecret: string | null };

/** The practice's account at the payment service and the secret it is heard by; null where it takes no cards. */
export async function keysOf(ctx: Ctx, { payments }: World): Promise<Keys | null> {
  if (!payments) return null;
  const [found] = await ctx.db
    .select({ isFromEnv: practices.stripeFromEnv, account: stripeAccounts })
    .from(practices)
    .leftJoin(stripeAccounts, eq(stripeAccounts.practiceId, practices.id))
    .where(eq(practices.id, ctx.practiceId));
  if (found?.account) {
    const { secretKey, webhookSecret } = openKeys(ctx, found.account);
    return { merchant: payments.withKey(secretKey), webhookSecret };
  }
  return found?.isFromEnv ? payments.ofEnvironment : null;
}

/** The practice's account alone. */
export async function merchantOf(ctx: Ctx, world: World): Promise<Merchant | null> {
  return (await keysOf(ctx, world))?.merchant ?? null;
}
