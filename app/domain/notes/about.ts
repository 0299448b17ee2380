import { and, asc, eq } from "drizzle-orm";
import { clients } from "#app/db/schema/clients.ts";
import { isOpenFor } from "#app/domain/clients/after-erasure.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";

/** Whom a member may write about, by name, as a list to choose from. */
export function clientsToWriteAbout(ctx: MemberCtx) {
  const own = withinClients(ctx, "notes.write", { practiceId: clients.practiceId, clientId: clients.id });
  return ctx.db
    .select({ value: clients.id, label: clients.name })
    .from(clients)
    .where(and(eq(clients.practiceId, ctx.practiceId), own, isOpenFor(ctx, "notes.write", clients.id)))
    .orderBy(asc(clients.name), asc(clients.id))
    .limit(500);
}

/** What a client is called, for the head of a note that was found within reach. */
export async function clientName(ctx: MemberCtx, clientId: string): Promise<string> {
  const [client] = await ctx.db
    .select({ name: clients.name })
    .from(clients)
    .where(and(eq(clients.practiceId, ctx.practiceId), eq(clients.id, clientId)));
  return client?.name ?? "";
}
