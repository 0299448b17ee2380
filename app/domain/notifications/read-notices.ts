import { and, eq, isNull, lte } from "drizzle-orm";
import { notifications } from "#app/db/schema/notifications.ts";
import type { ReaderCtx } from "./facts.ts";
import { theirs } from "./notices.ts";

/** Mark as read what somebody was told up to a moment (ms); what came since stays unread. */
export async function readNotices(ctx: ReaderCtx, until: number): Promise<void> {
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now() })
    .where(and(theirs(ctx), isNull(notifications.readAt), lte(notifications.createdAt, new Date(until))));
}

/** Mark one notice as read. One that is not theirs stays as it is. */
export async function readNotice(ctx: ReaderCtx, noticeId: string): Promise<void> {
  await ctx.db
    .update(notifications)
    .set({ readAt: ctx.now() })
    .where(and(theirs(ctx), isNull(notifications.readAt), eq(notifications.id, noticeId)));
}
