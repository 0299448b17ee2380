import { and, eq, inArray, notInArray } from "drizzle-orm";
import { careRelationships, consents, participants } from "#app/db/schema/clients.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/**
 * Give one client's people, consents and care relationships to another, for a merge. Where both know a therapist the
 * other's relationship stays as it is; whoever was alone before is not alone any more.
 */
export async function rehome(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  const { practiceId } = ctx;
  await ctx.db
    .update(participants)
    .set({ clientId: to, isAlone: false })
    .where(and(eq(participants.practiceId, practiceId), eq(participants.clientId, from)));
  await ctx.db
    .update(consents)
    .set({ clientId: to })
    .where(and(eq(consents.practiceId, practiceId), eq(consents.clientId, from)));

  const known = await ctx.db
    .select({ therapistId: careRelationships.therapistId })
    .from(careRelationships)
    .where(and(eq(careRelationships.practiceId, practiceId), eq(careRelationships.clientId, to)));
  const therapists = known.map(({ therapistId }) => therapistId);
  const own = and(eq(careRelationships.practiceId, practiceId), eq(careRelationships.clientId, from));
  if (therapists.length > 0)
    await ctx.db
      .delete(careRelationships)
      .where(and(own, inArray(careRelationships.therapistId, therapists)));
  await ctx.db
    .update(careRelationships)
    .set({ clientId: to })
    .where(therapists.length > 0 ? and(own, notInArray(careRelationships.therapistId, therapists)) : own);
}
