import { and, eq, inArray } from "drizzle-orm";
import { participants } from "#app/db/schema/clients.ts";
import { threads } from "#app/db/schema/messaging.ts";
import { record } from "#app/domain/audit/record.ts";
import { mayWrite } from "#app/domain/clients/rules.ts";
import { type Ctx, inTransaction, isMember } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { type FoundThread, findThread, type ReaderCtx } from "./find.ts";

/** Somebody in a couple or family, and the thread they have for themselves, if there is one. */
export type Apart = { participantId: string; name: string; threadId: string | null };

/**
 * Who of a couple or family may have a thread apart from a joint one, as far as it is the asker's to know: a therapist
 * sees everybody's, a client their own.
 */
export async function apartFrom(ctx: ReaderCtx, { thread, client }: FoundThread): Promise<Apart[]> {
  if (client.kind === "individual" || thread.participantId) return [];
  const rows = await ctx.db
    .select({
      participantId: participants.id,
      name: participants.name,
      role: participants.role,
      threadId: threads.id,
    })
    .from(participants)
    .leftJoin(
      threads,
      and(eq(threads.participantId, participants.id), eq(threads.relationshipId, thread.relationshipId)),
    )
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, thread.clientId),
        isMember(ctx) ? undefined : eq(participants.userId, ctx.actor.userId),
      ),
    )
    .orderBy(participants.createdAt, participants.id);
  return rows.flatMap(({ role, ...one }) => (mayWrite(role) ? [one] : []));
}

/**
 * Open a thread with one person of a couple or family, beside the joint one: nobody else in the client sees that it is
 * there. Gives it, opened now or before; null when it is not theirs to open.
 */
export function openApart(
  ctx: ReaderCtx,
  { threadId, participantId }: { threadId: string; participantId: string },
): Promise<{ id: string } | null> {
  return inTransaction(ctx, async (ctx) => {
    const joint = await findThread(ctx, threadId, "messages.write");
    if (!joint || !isId(participantId)) return null;
    const person = (await apartFrom(ctx, joint)).find((one) => one.participantId === participantId);
    if (!person) return null;
    if (person.threadId) return { id: person.threadId };
    const { practiceId, clientId, relationshipId, therapistId } = joint.thread;
    const [opened] = await ctx.db
      .insert(threads)
      .values({ practiceId, clientId, relationshipId, therapistId, participantId, createdAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: threads.id });
    if (opened) await record(ctx, "thread.opened", opened);
    return opened ?? threadApart(ctx, { relationshipId, participantId });
  });
}

type Named = { relationshipId: string; participantId: string };

/** Somebody else opened it a moment before. */
async function threadApart(
  ctx: Ctx,
  { relationshipId, participantId }: Named,
): Promise<{ id: string } | null> {
  const [there] = await ctx.db
    .select({ id: threads.id })
    .from(threads)
    .where(
      and(
        eq(threads.practiceId, ctx.practiceId),
        eq(threads.relationshipId, relationshipId),
        eq(threads.participantId, participantId),
      ),
    );
  return there ?? null;
}

/** The names of the people in a client who write in its joint thread, in the order they came. */
export async function writersIn(
  ctx: Ctx,
  clientId: string,
): Promise<{ userId: string | null; name: string }[]> {
  const rows = await ctx.db
    .select({ userId: participants.userId, name: participants.name })
    .from(participants)
    .where(
      and(
        eq(participants.practiceId, ctx.practiceId),
        eq(participants.clientId, clientId),
        inArray(participants.role, ["self", "partner", "child"]),
      ),
    )
    .orderBy(participants.createdAt, participants.id);
  return rows;
}
