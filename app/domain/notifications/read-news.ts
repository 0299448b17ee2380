import { and, eq, isNull, lte } from "drizzle-orm";
import { notifications } from "#app/db/schema/notifications.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";

/** Lay aside what a member was told up to a moment (ms); what came since stays unread. */
export async function readNews(ctx: MemberCtx, until: number): Promise<void> {
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now() })
    .where(
      and(
        eq(notifications.practiceId, ctx.practiceId),
        eq(notifications.userId, ctx.actor.userId),
        isNull(notifications.readAt),
        lte(notifications.createdAt, new Date(until)),
      ),
    );
}
