import { and, eq, inArray } from "drizzle-orm";
import { deliveries, notifications, reminders } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";

type Theirs = { clientIds: readonly string[]; bookingIds: readonly string[] };

/** Forget what was told of clients who never were: notices, letters to the practice, reminders. */
export async function wipe(ctx: Ctx, { clientIds, bookingIds }: Theirs): Promise<void> {
  const { practiceId } = ctx;
  const about = [...clientIds, ...bookingIds];
  await ctx.db
    .delete(reminders)
    .where(and(eq(reminders.practiceId, practiceId), inArray(reminders.bookingId, [...bookingIds])));
  await ctx.db
    .delete(notifications)
    .where(and(eq(notifications.practiceId, practiceId), inArray(notifications.subjectId, about)));
  await ctx.db
    .delete(deliveries)
    .where(and(eq(deliveries.practiceId, practiceId), inArray(deliveries.subjectId, about)));
}
