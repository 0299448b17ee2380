import { and, eq, sql } from "drizzle-orm";
import { messageDrafts, messages, threadReads, threads } from "#app/db/schema/messaging.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, isMember, privately } from "#app/domain/ctx.ts";
import { claim } from "#app/domain/files/claim.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type FoundThread, findThread, type ReaderCtx } from "./find.ts";
import { beforeALetter, betweenLetters, type Silence } from "./rules.ts";
import { sealer } from "./sealed.ts";
import { silenceOf } from "./standing.ts";

export type WriteRefusal = Silence | "not_found" | "gone";

/** What somebody writes. `onceKey` names the form it came by: sent twice, it is one message. */
export type Writing = { threadId: string; text: string; onceKey: string };

/** The same with files that were brought for it and belong to nothing yet. */
export type Sending = Writing & { fileIds?: readonly string[] };

/**
 * Write in a thread. Its number is allotted under the thread's lock, so both sides see one order whoever writes at once.
 * What was begun there and not sent goes. Refuses: not_found, no_call, three_sent, ended, and gone when one
 * of its files is not there to be sent.
 */
export function writeMessage(
  ctx: ReaderCtx,
  writing: Sending,
): Promise<Result<{ number: number }, WriteRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await findThread(ctx, writing.threadId, "messages.write"))) return refused("not_found");
    await lockThread(ctx, writing.threadId);
    // As it stands under the lock: somebody else wrote, or care ended, while we waited.
    const found = await findThread(ctx, writing.threadId, "messages.write");
    if (!found) return refused("not_found");
    return privately(ctx, found.thread.clientId, async (ctx) => {
      const sent = await sentBefore(ctx, writing);
      if (sent) return done(sent);
      const why = await silenceOf(ctx, found);
      return why ? refused(why) : keep(ctx, found, writing);
    });
  });
}

/** Hold a thread until the transaction ends. */
export async function lockThread(ctx: Ctx, threadId: string): Promise<void> {
  await ctx.db
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.practiceId, ctx.practiceId), eq(threads.id, threadId)))
    .for("no key update");
}

async function sentBefore(ctx: Ctx, { threadId, onceKey }: Writing): Promise<{ number: number } | null> {
  const [sent] = await ctx.db
    .select({ number: messages.number })
    .from(messages)
    .where(
      and(
        eq(messages.practiceId, ctx.practiceId),
        eq(messages.threadId, threadId),
        eq(messages.onceKey, onceKey),
      ),
    );
  return sent ?? null;
}

async function keep(
  ctx: ReaderCtx,
  { thread }: FoundThread,
  { text, onceKey, fileIds = [] }: Sending,
): Promise<Result<{ number: number }, "gone">> {
  const { practiceId } = ctx;
  const { id: threadId, clientId } = thread;
  const { userId } = ctx.actor;
  const [id, number, now, { seal }] = [
    newId(),
    thread.lastNumber + 1,
    ctx.now(),
    await sealer(ctx, clientId),
  ];
  const side = isMember(ctx) ? "practice" : "client";
  const claimed = await claim(ctx, { fileIds, room: "messaging", clientId, ownerId: id });
  if (!claimed.ok) return claimed;
  await ctx.db.insert(messages).values({
    ...{ id, practiceId, clientId, threadId, number, side, authorId: userId },
    ...{ sealed: seal("message", id, text), onceKey, writtenAt: now },
  });
  const waiting =
    side === "practice"
      ? { answeredNumber: number, waitingCount: 0, waitingSince: null }
      : { waitingCount: thread.waitingCount + 1, waitingSince: thread.waitingSince ?? now };
  await ctx.db
    .update(threads)
    .set({ lastNumber: number, lastAt: now, ...waiting })
    .where(and(eq(threads.practiceId, practiceId), eq(threads.id, threadId)));
  await ctx.db
    .delete(messageDrafts)
    .where(and(eq(messageDrafts.threadId, threadId), eq(messageDrafts.userId, userId)));
  const waits = await secondsToALetter(ctx, threadId);
  const later = { mail_message_waits: waits, notify_message: beforeALetter / 1000 };
  await record(ctx, "message.written", { id: threadId, sequence: number }, { side, message: id }, later);
  return done({ number });
}

/** In how many seconds a letter may tell of it: once it is quiet, and a while after the last one about this thread. */
async function secondsToALetter(ctx: Ctx, threadId: string): Promise<number> {
  const [told] = await ctx.db
    .select({ at: sql<string | null>`max(${threadReads.mailedAt})` })
    .from(threadReads)
    .where(and(eq(threadReads.practiceId, ctx.practiceId), eq(threadReads.threadId, threadId)));
  const since = told?.at ? Date.parse(told.at) + betweenLetters - ctx.now().getTime() : 0;
  return Math.ceil(Math.max(since, beforeALetter) / 1000);
}
