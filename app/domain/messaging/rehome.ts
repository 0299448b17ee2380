import { and, eq, isNull } from "drizzle-orm";
import { careRelationships, clients, participants } from "#app/db/schema/clients.ts";
import { threads } from "#app/db/schema/messaging.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { giveThread, takeThread } from "./carry.ts";

type Merge = { from: string; to: string };
type Thread = typeof threads.$inferSelect;

/**
 * Give one client's threads to another, for a merge; what was written is sealed anew with the other's key. Where both know
 * a therapist the two threads become one, in the order they were written. What one person wrote alone never comes
 * before a partner's eyes: with a couple or family it becomes that person's thread apart. Before the relationships go.
 */
export function rehome(ctx: Ctx, { from, to }: Merge): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const all = await ctx.db
      .select()
      .from(threads)
      .where(and(eq(threads.practiceId, ctx.practiceId), eq(threads.clientId, from)));
    for (const thread of all) await carry(ctx, thread, { from, to });
  });
}

async function carry(ctx: Ctx, thread: Thread, { from, to }: Merge): Promise<void> {
  const carried = await takeThread(ctx, thread);
  const relationshipId = await relationshipOf(ctx, to, thread.therapistId);
  const participantId = thread.participantId ?? (await aloneBefore(ctx, { from, to }));
  const there = relationshipId && (await threadOf(ctx, relationshipId, participantId));
  if (there) return giveThread(ctx, there, carried, thread);
  await ctx.db
    .update(threads)
    .set({ clientId: to, participantId, ...(relationshipId && { relationshipId }) })
    .where(and(eq(threads.practiceId, ctx.practiceId), eq(threads.id, thread.id)));
  await giveThread(ctx, { ...thread, clientId: to }, carried, null);
}

async function relationshipOf(ctx: Ctx, clientId: string, therapistId: string): Promise<string | null> {
  const [found] = await ctx.db
    .select({ id: careRelationships.id })
    .from(careRelationships)
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, clientId),
        eq(careRelationships.therapistId, therapistId),
      ),
    );
  return found?.id ?? null;
}

/** Whose words they were, where somebody who came alone joins others; null where the thread may stay everybody's. */
async function aloneBefore(ctx: Ctx, { from, to }: Merge): Promise<string | null> {
  const [other] = await ctx.db
    .select({ kind: clients.kind })
    .from(clients)
    .where(and(eq(clients.practiceId, ctx.practiceId), eq(clients.id, to)));
  if (other?.kind === "individual") return null;
  const people = await ctx.db
    .select({ id: participants.id, role: participants.role })
    .from(participants)
    .where(and(eq(participants.practiceId, ctx.practiceId), eq(participants.clientId, from)));
  const [alone, ...more] = people.filter(({ role }) => mayWrite(role));
  return alone && more.length === 0 ? alone.id : null;
}

async function threadOf(
  ctx: Ctx,
  relationshipId: string,
  participantId: string | null,
): Promise<Thread | null> {
  const [found] = await ctx.db
    .select()
    .from(threads)
    .where(
      and(
        eq(threads.practiceId, ctx.practiceId),
        eq(threads.relationshipId, relationshipId),
        participantId ? eq(threads.participantId, participantId) : isNull(threads.participantId),
      ),
    );
  return found ?? null;
}
