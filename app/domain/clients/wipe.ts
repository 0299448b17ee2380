import { and, asc, eq, inArray } from "drizzle-orm";
import { consents } from "#app/db/schema/clients/consents.ts";
import { careRelationships, careWords, clientKeys, clients, participants } from "#app/db/schema/clients.ts";
import { type Ctx, type MemberCtx, moving } from "#app/domain/ctx.ts";
import { withinClients } from "#app/domain/practices/reach.ts";

const reached = { practiceId: clients.practiceId, clientId: clients.id };

/** The clients made up to practise with, in a member's care, by name. */
export function inventedWithin(ctx: MemberCtx): Promise<{ id: string; name: string }[]> {
  return ctx.db
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(and(clients.isInvented, withinClients(ctx, "care.decide", reached)))
    .orderBy(asc(clients.name), asc(clients.id));
}

/** The same, held until the transaction ends, so that two presses take turns. */
export async function holdInvented(ctx: MemberCtx): Promise<string[]> {
  const found = (await inventedWithin(ctx)).map(({ id }) => id);
  const held = await ctx.db
    .select({ id: clients.id })
    .from(clients)
    .where(and(eq(clients.practiceId, ctx.practiceId), clients.isInvented, inArray(clients.id, found)))
    .orderBy(asc(clients.id))
    .for("update");
  return held.map(({ id }) => id);
}

/** Take clients who never were off the books; nothing else names them any more. Real ones are forgotten, not wiped. */
export async function wipe(ctx: Ctx, { clientIds }: { clientIds: readonly string[] }): Promise<void> {
  const { practiceId } = ctx;
  for (const clientId of clientIds) {
    await moving(ctx, clientId, async (ctx) => {
      for (const table of [careWords, clientKeys, consents, careRelationships, participants])
        await ctx.db.delete(table).where(and(eq(table.practiceId, practiceId), eq(table.clientId, clientId)));
      await ctx.db
        .delete(clients)
        .where(and(eq(clients.practiceId, practiceId), eq(clients.id, clientId), clients.isInvented));
    });
  }
}
