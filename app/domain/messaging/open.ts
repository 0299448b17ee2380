import { and, eq } from "drizzle-orm";
import { careRelationships, clientKeys } from "#app/db/schema/clients.ts";
import { messages, threadReads, threads } from "#app/db/schema/messaging.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, privately } from "#app/domain/ctx.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import { newId } from "#app/values/ids.ts";
import { sealer } from "./sealed.ts";

/** A care relationship whose thread is to be there. */
export type Care = { id: string; clientId: string; therapistId: string };

/** The care relationships between a client and their therapists that have no thread yet, and whose words can be sealed. */
export async function withoutThread(
  ctx: Ctx,
  { clientId, therapistId }: { clientId: string; therapistId?: string },
): Promise<(Care & { stage: typeof careRelationships.$inferSelect.stage })[]> {
  const rows = await ctx.db
    .select({
      id: careRelationships.id,
      clientId: careRelationships.clientId,
      therapistId: careRelationships.therapistId,
      stage: careRelationships.stage,
      threadId: threads.id,
    })
    .from(careRelationships)
    .innerJoin(clientKeys, eq(clientKeys.clientId, careRelationships.clientId))
    .leftJoin(threads, eq(threads.relationshipId, careRelationships.id))
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, clientId),
        therapistId ? eq(careRelationships.therapistId, therapistId) : undefined,
      ),
    );
  return rows.flatMap(({ threadId, ...care }) => (threadId === null ? [care] : []));
}

/**
 * Open the thread of a care relationship with the house's welcome in the therapist's name. It is written by the hand of
 * whoever looked for it, so that the wall refuses it in a drawer that is not theirs. Two who open it at once open one. Gives
 * whether it was opened now.
 */
export function openThread(ctx: Ctx, care: Care, welcome: string): Promise<boolean> {
  return privately(ctx, care.clientId, async (ctx) => {
    const { practiceId } = ctx;
    const { id: relationshipId, clientId, therapistId } = care;
    const now = ctx.now();
    const [opened] = await ctx.db
      .insert(threads)
      .values({
        practiceId,
        clientId,
        relationshipId,
        therapistId,
        lastNumber: 1,
        lastAt: now,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: threads.id });
    if (!opened) return false;
    const [id, { seal }] = [newId(), await sealer(ctx, clientId)];
    await ctx.db.insert(messages).values({
      ...{ id, practiceId, clientId, threadId: opened.id, number: 1, side: "house" },
      ...{ sealed: seal("message", id, welcome), onceKey: newId(), writtenAt: now },
    });
    await markOwn(ctx, opened.id, therapistId);
    await record(ctx, "thread.opened", { id: opened.id });
    return true;
  });
}

/** Whoever a welcome is signed by is not waited for with it. */
async function markOwn(ctx: Ctx, threadId: string, therapistId: string): Promise<void> {
  const { userId } = await accountOf(ctx, therapistId);
  await ctx.db
    .insert(threadReads)
    .values({ threadId, userId, practiceId: ctx.practiceId, readNumber: 1, readAt: ctx.now() });
}
