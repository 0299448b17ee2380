import { and, eq, inArray } from "drizzle-orm";
import { inChunks } from "#app/db/chunks.ts";
import { careRelationships, clientKeys, clients, participants } from "#app/db/schema/clients.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";

/**
 * Take clients back as if they had never been added, with their people, keys and care; and single relationships. Whoever
 * calls has made sure that nothing else stands on them: what Postgres finds pointing there makes it throw.
 */
export function takeBack(
  ctx: Ctx,
  { clientIds, relationshipIds }: { clientIds: readonly string[]; relationshipIds: readonly string[] },
): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    await inChunks(relationshipIds, (chunk) =>
      ctx.db
        .delete(careRelationships)
        .where(and(eq(careRelationships.practiceId, practiceId), inArray(careRelationships.id, chunk))),
    );
    for (const table of [careRelationships, clientKeys, participants])
      await inChunks(clientIds, (chunk) =>
        ctx.db.delete(table).where(and(eq(table.practiceId, practiceId), inArray(table.clientId, chunk))),
      );
    await inChunks(clientIds, (chunk) =>
      ctx.db.delete(clients).where(and(eq(clients.practiceId, practiceId), inArray(clients.id, chunk))),
    );
  });
}
