import { and, eq } from "drizzle-orm";
import { clients, participants } from "#app/db/schema/clients.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";

/** The client who comes alone and has this address, if a member may see them; null otherwise. */
export async function individualAt(
  ctx: MemberCtx,
  email: string,
): Promise<{ id: string; name: string } | null> {
  const [found] = await ctx.db
    .select({ id: clients.id, name: clients.name })
    .from(participants)
    .innerJoin(clients, eq(clients.id, participants.clientId))
    .where(
      and(
        withinClients(ctx, "client.see", participants),
        eq(participants.email, email),
        eq(participants.isAlone, true),
      ),
    );
  return found ?? null;
}
