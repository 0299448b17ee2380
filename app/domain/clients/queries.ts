import { and, eq, exists } from "drizzle-orm";
import { careRelationships, clientKeys, participants } from "#app/db/schema/clients.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { WrappedKey } from "#app/world.ts";

export type CareRelationship = typeof careRelationships.$inferSelect;

/** The care relationship between a therapist and the clients a signed-in person belongs to; null when there is none. */
export async function relationshipOfUser(
  ctx: Ctx,
  userId: string,
  therapistId: string,
): Promise<CareRelationship | null> {
  const belongs = ctx.db
    .select({ id: participants.id })
    .from(participants)
    .where(and(eq(participants.clientId, careRelationships.clientId), eq(participants.userId, userId)));
  const [relationship] = await ctx.db
    .select()
    .from(careRelationships)
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.therapistId, therapistId),
        exists(belongs),
      ),
    );
  return relationship ?? null;
}

/** The key a client's words are sealed with. Throws when it is gone: the words were erased. */
export async function keyOf(ctx: Ctx, clientId: string): Promise<WrappedKey> {
  const [key] = await ctx.db
    .select({ ring: clientKeys.ring, wrapped: clientKeys.wrapped })
    .from(clientKeys)
    .where(and(eq(clientKeys.practiceId, ctx.practiceId), eq(clientKeys.clientId, clientId)));
  if (!key) throw new Error(`The words of client ${clientId} were erased`);
  return key;
}
