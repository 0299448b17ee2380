import { and, eq, inArray } from "drizzle-orm";
import { files } from "#app/db/schema/files.ts";
import { messageDrafts, messages, threadReads, threads } from "#app/db/schema/messaging.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";
import { dropWhere } from "#app/domain/files/drop.ts";

/** Forget what was written with a client: every message with its files, draft and mark, and the threads they stood in. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    const { practiceId } = ctx;
    const theirs = await ctx.db
      .select({ id: threads.id })
      .from(threads)
      .where(and(eq(threads.practiceId, practiceId), eq(threads.clientId, clientId)));
    if (theirs.length === 0) return;
    const ids = theirs.map(({ id }) => id);
    await dropWhere(ctx, and(eq(files.room, "messaging"), eq(files.clientId, clientId)));
    for (const table of [messageDrafts, messages, threadReads])
      await ctx.db.delete(table).where(and(eq(table.practiceId, practiceId), inArray(table.threadId, ids)));
    await ctx.db.delete(threads).where(and(eq(threads.practiceId, practiceId), inArray(threads.id, ids)));
  });
}
