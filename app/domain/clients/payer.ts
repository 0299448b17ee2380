import { and, eq } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";

/** As whom a signed-in person pays for a client, where they are there only to pay; null for the client's own people. */
export async function payerAmong(ctx: ClientCtx, clientId: string): Promise<string | null> {
  const [payer] = await ctx.db
    .select({ id: participants.id })
    .from(participants)
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        eq(participants.userId, ctx.actor.userId),
        eq(participants.role, "payer"),
      ),
    );
  return payer?.id ?? null;
}
