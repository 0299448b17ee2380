import { and, eq, inArray, ne } from "drizzle-orm";
import { payments, refunds } from "#app/db/schema/payments.ts";
import { practices, stripeAccounts } from "#app/db/schema/practices.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { dropKeys, keepKeys } from "#app/domain/practices/stripe-keys.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";

export type ConnectRefusal = "not_here" | "wrong_key" | "other_currency" | "away";

/**
 * Take payments by card into the practice's own account at Stripe: its keys are tried, and kept sealed. Refuses: not_here
 * for who may not, wrong_key when Stripe does not know it, other_currency when the account is settled in another than the
 * practice's (decisions, 20), away while Stripe does not answer.
 */
export async function connectStripe(
  ctx: MemberCtx,
  world: World,
  keys: { secretKey: string; webhookSecret: string },
): Promise<Result<null, ConnectRefusal>> {
  if (!mayConnect(ctx) || !world.payments) return refused("not_here");
  const told = await world.payments.withKey(keys.secretKey).account();
  if (told.outcome === "refused") return refused("wrong_key");
  if (told.outcome === "away") return refused(/^40[13] /.test(told.why) ? "wrong_key" : "away");
  return inTransaction(ctx, async (ctx) => {
    const [practice] = await ctx.db
      .select({ currency: practices.currency })
      .from(practices)
      .where(eq(practices.id, ctx.practiceId));
    if (practice?.currency !== told.value.currency) return refused("other_currency");
    await keepKeys(ctx, keys);
    await record(ctx, "stripe.connected", { id: ctx.practiceId });
    return done(null);
  });
}

export type DisconnectRefusal = "not_here" | "still_open";

/** Take no more payments by card with keys of the practice's own. Refuses still_open while a payment or a refund is under way. */
export function disconnectStripe(ctx: MemberCtx): Promise<Result<null, DisconnectRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    if (!mayConnect(ctx)) return refused("not_here");
    if (await isUnderWay(ctx)) return refused("still_open");
    await dropKeys(ctx);
    await record(ctx, "stripe.disconnected", { id: ctx.practiceId });
    return done(null);
  });
}

async function isUnderWay({ db, practiceId }: MemberCtx): Promise<boolean> {
  const [payment] = await db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.practiceId, practiceId), eq(payments.status, "open")))
    .limit(1);
  const [refund] = await db
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      and(
        eq(refunds.practiceId, practiceId),
        inArray(refunds.status, ["asked", "pending"]),
        ne(refunds.goesTo, "credit"),
      ),
    )
    .limit(1);
  return payment !== undefined || refund !== undefined;
}

function mayConnect({ actor, practiceId }: MemberCtx): boolean {
  return may(actor, "payments.connect", { practiceId, therapistIds: [] });
}

/** By whose keys the practice takes payments by card: its own (with their end, to know them by), the deployment's, or none. */
export type Connection =
  | { by: "own"; keyEnd: string; connectedAt: Date }
  | { by: "deployment" }
  | { by: "nobody" };

/** How the practice is connected. */
export async function connectionOf(ctx: MemberCtx): Promise<Connection> {
  const [found] = await ctx.db
    .select({ isFromEnv: practices.stripeFromEnv, account: stripeAccounts })
    .from(practices)
    .leftJoin(stripeAccounts, eq(stripeAccounts.practiceId, practices.id))
    .where(eq(practices.id, ctx.practiceId));
  if (found?.account) {
    const { keyEnd, connectedAt } = found.account;
    return { by: "own", keyEnd, connectedAt };
  }
  return found?.isFromEnv && ctx.stripeOfEnvironment ? { by: "deployment" } : { by: "nobody" };
}
