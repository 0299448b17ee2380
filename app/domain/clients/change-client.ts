import { and, eq } from "drizzle-orm";
import { clients } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result } from "#app/values/result.ts";
import { holdClient } from "./reach.ts";

type Change = { clientId: string; name: string; tags: string[] };

/** Change what the practice calls a client, and its tags. Null when it is not theirs to change. */
export function changeClient(
  ctx: MemberCtx,
  { clientId, name, tags }: Change,
): Promise<Result<{ id: string }, never> | null> {
  return inTransaction(ctx, async (ctx) => {
    const client = await holdClient(ctx, "client.change", clientId);
    if (!client) return null;
    await ctx.db
      .update(clients)
      .set({ name, tags })
      .where(and(eq(clients.practiceId, ctx.practiceId), eq(clients.id, client.id)));
    await record(ctx, "client.changed", { id: client.id });
    return done({ id: client.id });
  });
}
