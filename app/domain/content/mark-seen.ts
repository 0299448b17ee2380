import { sql } from "drizzle-orm";
import { contentSeen } from "#app/db/schema/content.ts";
import { record } from "#app/domain/audit/record.ts";
import { type ClientCtx, inTransaction } from "#app/domain/ctx.ts";
import { ownItem } from "./own.ts";

type Seen = { position?: number; isFinished?: boolean };

/** Note that somebody opened what they have, and how far they came (seconds). False when it is not theirs; whoever only looks leaves no mark. */
export function markSeen(
  ctx: ClientCtx,
  itemId: string,
  { position, isFinished = false }: Seen = {},
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const item = await ownItem(ctx, itemId);
    if (!item) return false;
    if (ctx.actor.only) return true;
    const [at, now] = [
      position === undefined ? undefined : Math.min(position, item.duration ?? 0),
      ctx.now(),
    ];
    const { clientId } = item;
    await ctx.db
      .insert(contentSeen)
      .values({
        ...{ practiceId: ctx.practiceId, clientId, itemId, userId: ctx.actor.userId },
        ...{ firstAt: now, lastAt: now, position: at ?? 0, finishedAt: isFinished ? now : null },
      })
      .onConflictDoUpdate({
        target: [contentSeen.itemId, contentSeen.clientId, contentSeen.userId],
        set: {
          lastAt: now,
          ...(at !== undefined && { position: at }),
          ...(isFinished && {
            finishedAt: sql`coalesce(${contentSeen.finishedAt}, ${now.toISOString()}::timestamptz)`,
          }),
        },
      });
    if (!item.seenAt) await record(ctx, "content.seen", { id: itemId }, { client: clientId });
    return true;
  });
}
