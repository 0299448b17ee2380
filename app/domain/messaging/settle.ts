import { and, eq, sql } from "drizzle-orm";
import { threads } from "#app/db/schema/messaging.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { findThread } from "./find.ts";
import { lockThread } from "./write.ts";

/**
 * Say that what a client wrote so far needs no answer: up to message `number`, which is the newest its page showed. False
 * when the thread is not theirs.
 */
export function settleThread(
  ctx: MemberCtx,
  { threadId, number }: { threadId: string; number: number },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await findThread(ctx, threadId, "messages.write"))) return false;
    await lockThread(ctx, threadId);
    const [settled] = await ctx.db
      .update(threads)
      .set({ answeredNumber: number, waitingCount: 0, waitingSince: null })
      .where(
        and(
          eq(threads.practiceId, ctx.practiceId),
          eq(threads.id, threadId),
          // Something came meanwhile that nobody has seen: it still waits.
          eq(threads.lastNumber, number),
          sql`${threads.waitingCount} > 0`,
        ),
      )
      .returning({ id: threads.id });
    if (settled) await record(ctx, "thread.settled", settled, { upTo: number });
    return true;
  });
}
