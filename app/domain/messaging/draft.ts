import { and, eq } from "drizzle-orm";
import { messageDrafts, messages } from "#app/db/schema/messaging.ts";
import { type Ctx, privately } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { type FoundThread, findThread, type ReaderCtx } from "./find.ts";
import { sealer } from "./sealed.ts";
import type { Writing } from "./write.ts";

/**
 * Keep what somebody has begun to write, in place of what they began before; nothing written is nothing kept. What was
 * sent meanwhile by the same form stays sent. False when the thread is not theirs to write in.
 */
export async function keepDraft(ctx: ReaderCtx, { threadId, text, onceKey }: Writing): Promise<boolean> {
  const found = await findThread(ctx, threadId, "messages.write");
  if (!found) return false;
  const { practiceId } = ctx;
  const { userId } = ctx.actor;
  const { clientId } = found.thread;
  await privately(ctx, clientId, async (ctx) => {
    if (await wasSent(ctx, threadId, onceKey)) return;
    await ctx.db.delete(messageDrafts).where(draftOf(ctx, threadId, userId));
    if (text.trim() === "") return;
    const [id, { seal }] = [newId(), await sealer(ctx, clientId)];
    const savedAt = ctx.now();
    await ctx.db
      .insert(messageDrafts)
      .values({ id, practiceId, clientId, threadId, userId, sealed: seal("draft", id, text), savedAt })
      .onConflictDoNothing(); // Another tab kept its own a moment before.
  });
  return true;
}

/** What somebody has begun to write in a thread and not sent; null when nothing. */
export function ownDraft(
  ctx: ReaderCtx,
  { thread: { id, clientId } }: Pick<FoundThread, "thread">,
): Promise<{ text: string; savedAt: Date } | null> {
  return privately(ctx, clientId, async (ctx) => {
    const [draft] = await ctx.db
      .select()
      .from(messageDrafts)
      .where(draftOf(ctx, id, ctx.actor.userId));
    if (!draft) return null;
    const { unseal } = await sealer(ctx, clientId);
    return { text: unseal("draft", draft.id, draft.sealed), savedAt: draft.savedAt };
  });
}

function draftOf(ctx: Ctx, threadId: string, userId: string) {
  return and(
    eq(messageDrafts.practiceId, ctx.practiceId),
    eq(messageDrafts.threadId, threadId),
    eq(messageDrafts.userId, userId),
  );
}

async function wasSent(ctx: Ctx, threadId: string, onceKey: string): Promise<boolean> {
  const [sent] = await ctx.db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.practiceId, ctx.practiceId),
        eq(messages.threadId, threadId),
        eq(messages.onceKey, onceKey),
      ),
    );
  return sent !== undefined;
}
