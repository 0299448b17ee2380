import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import { cardConsents, consents } from "#app/db/schema/clients/consents.ts";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { giveCareWords, takeCareWords } from "./care-words.ts";
import { carryGlass } from "./glass-reasons.ts";

type Merge = { from: string; to: string };

/**
 * Give one client's people, consents, tags and care relationships to another, for a merge. Where both know a therapist the
 * other's relationship stays as it is, and what was written about care goes over to it; whoever was alone before is not
 * alone any more. That the glass was broken before their record goes along.
 */
export function rehome(ctx: Ctx, { from, to }: Merge): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    await ctx.db
      .update(participants)
      .set({ clientId: to, isAlone: false })
      .where(and(eq(participants.practiceId, practiceId), eq(participants.clientId, from)));
    await ctx.db
      .update(consents)
      .set({ clientId: to })
      .where(and(eq(consents.practiceId, practiceId), eq(consents.clientId, from)));
    await ctx.db
      .update(cardConsents)
      .set({ clientId: to })
      .where(and(eq(cardConsents.practiceId, practiceId), eq(cardConsents.clientId, from)));
    await joinTags(ctx, { from, to });
    const words = await takeCareWords(ctx, from);
    await joinRelationships(ctx, { from, to });
    await giveCareWords(ctx, to, words);
    await carryGlass(ctx, { from, to });
  });
}

async function joinTags(ctx: Ctx, { from, to }: Merge): Promise<void> {
  const all = sql`array(select distinct tag from clients as one, unnest(one.tags) as tag
    where one.practice_id = ${ctx.practiceId} and one.id in (${from}, ${to}) order by tag)`;
  const here = eq(clients.practiceId, ctx.practiceId);
  await ctx.db
    .update(clients)
    .set({ tags: all })
    .where(and(here, eq(clients.id, to)));
  await ctx.db
    .update(clients)
    .set({ tags: [] })
    .where(and(here, eq(clients.id, from)));
}

async function joinRelationships(ctx: Ctx, { from, to }: Merge): Promise<void> {
  const here = eq(careRelationships.practiceId, ctx.practiceId);
  const known = await ctx.db
    .select({ therapistId: careRelationships.therapistId })
    .from(careRelationships)
    .where(and(here, eq(careRelationships.clientId, to)));
  const therapists = known.map(({ therapistId }) => therapistId);
  const own = and(here, eq(careRelationships.clientId, from));
  if (therapists.length > 0)
    await ctx.db
      .delete(careRelationships)
      .where(and(own, inArray(careRelationships.therapistId, therapists)));
  await ctx.db
    .update(careRelationships)
    .set({ clientId: to })
    .where(therapists.length > 0 ? and(own, notInArray(careRelationships.therapistId, therapists)) : own);
}
