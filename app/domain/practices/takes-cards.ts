import { and, eq, exists, or, sql } from "drizzle-orm";
import { practices, stripeAccounts } from "#app/db/schema/practices.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Whether the practice takes payments by card: it has keys of its own, or those of the environment are its (decisions, 21). */
export async function takesCards(ctx: Ctx): Promise<boolean> {
  const own = ctx.db
    .select({ one: sql`1` })
    .from(stripeAccounts)
    .where(eq(stripeAccounts.practiceId, practices.id));
  const ofEnvironment = ctx.stripeOfEnvironment ? eq(practices.stripeFromEnv, true) : undefined;
  const [found] = await ctx.db
    .select({ id: practices.id })
    .from(practices)
    .where(and(eq(practices.id, ctx.practiceId), or(ofEnvironment, exists(own))));
  return found !== undefined;
}
