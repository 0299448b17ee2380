import { and, count, desc, eq, isNull, or } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { notifications } from "#app/db/schema/notifications.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";

/** What a member has not read yet, the newest first: at most `most` lines, and how many there are in all. */
export async function unreadNews(ctx: MemberCtx, most = 8) {
  const isUnread = and(
    eq(notifications.practiceId, ctx.practiceId),
    eq(notifications.userId, ctx.actor.userId),
    isNull(notifications.readAt),
  );
  const [lines, [all]] = await Promise.all([
    ctx.db
      .select({
        id: notifications.id,
        kind: notifications.kind,
        createdAt: notifications.createdAt,
        bookingId: bookings.id,
        clientId: clients.id,
        clientName: clients.name,
        startsAt: appointments.startsAt,
      })
      .from(notifications)
      .leftJoin(bookings, eq(bookings.id, notifications.subjectId))
      .leftJoin(appointments, eq(appointments.id, bookings.appointmentId))
      .leftJoin(clients, or(eq(clients.id, bookings.clientId), eq(clients.id, notifications.subjectId)))
      .where(isUnread)
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(most),
    ctx.db.select({ count: count() }).from(notifications).where(isUnread),
  ]);
  return { lines, count: all?.count ?? 0 };
}

export type News = Awaited<ReturnType<typeof unreadNews>>["lines"][number];
