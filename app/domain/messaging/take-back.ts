import { and, count, eq, gt, isNull, min } from "drizzle-orm";
import { messages, threads } from "#app/db/schema/messaging.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, privately } from "#app/domain/ctx.ts";
import { dropFilesOf } from "#app/domain/files/drop.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { findThread, type ReaderCtx } from "./find.ts";
import { mayTakeBack } from "./rules.ts";
import { lockThread } from "./write.ts";

/**
 * Take back a message of one's own within five minutes: its place stays, its words are gone, and what came with it. Refuses: not_found for what
 * is not theirs, too_late after that; what was taken back before is done.
 */
export function takeBack(
  ctx: ReaderCtx,
  { threadId, messageId }: { threadId: string; messageId: string },
): Promise<Result<void, "not_found" | "too_late">> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findThread(ctx, threadId, "messages.write");
    if (!found || !isId(messageId)) return refused("not_found");
    await lockThread(ctx, threadId);
    return privately(ctx, found.thread.clientId, async (ctx) => {
      const isIt = and(
        eq(messages.practiceId, ctx.practiceId),
        eq(messages.threadId, threadId),
        eq(messages.id, messageId),
      );
      const [message] = await ctx.db.select().from(messages).where(isIt);
      if (!message || message.authorId !== ctx.actor.userId) return refused("not_found");
      if (message.takenBackAt) return done(undefined);
      if (!mayTakeBack(message, ctx.actor.userId, ctx.now().getTime())) return refused("too_late");
      await ctx.db.update(messages).set({ sealed: null, takenBackAt: ctx.now() }).where(isIt);
      await dropFilesOf(ctx, messageId);
      await countWaiting(ctx, threadId);
      await record(ctx, "message.taken_back", { id: threadId }, { message: messageId });
      return done(undefined);
    });
  });
}

/** Count anew what waits for an answer in a thread whose drawer is open. */
export async function countWaiting(ctx: Ctx, threadId: string): Promise<void> {
  const isIt = and(eq(threads.practiceId, ctx.practiceId), eq(threads.id, threadId));
  const [thread] = await ctx.db.select({ answered: threads.answeredNumber }).from(threads).where(isIt);
  const [waiting] = await ctx.db
    .select({ count: count(), since: min(messages.writtenAt) })
    .from(messages)
    .where(
      and(
        eq(messages.practiceId, ctx.practiceId),
        eq(messages.threadId, threadId),
        eq(messages.side, "client"),
        isNull(messages.takenBackAt),
        gt(messages.number, thread?.answered ?? 0),
      ),
    );
  await ctx.db
    .update(threads)
    .set({ waitingCount: waiting?.count ?? 0, waitingSince: waiting?.since ?? null })
    .where(isIt);
}
