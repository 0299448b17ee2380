import { and, eq } from "drizzle-orm";
import { clientBilling } from "#app/db/schema/payments.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Forget how a client paid: their card, their customer at Stripe, their arrangement. Amounts stay, for the books. */
export async function forget(ctx: Ctx, clientId: string): Promise<void> {
  await ctx.db
    .delete(clientBilling)
    .where(and(eq(clientBilling.practiceId, ctx.practiceId), eq(clientBilling.clientId, clientId)));
}
