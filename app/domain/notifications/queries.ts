import { and, asc, count, desc, eq, inArray, isNull, like } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { deliveries, notifications } from "#app/db/schema/notifications.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";

export type SentLetter = {
  id: string;
  letter: string;
  subjectId: string;
  recipient: string;
  status: "waiting" | "handing_over" | "sent" | "failed" | "unknown" | "superseded";
  at: Date;
};

/** The letters to a client about any of these things, in the order they were written; never one to the therapist. */
export function lettersToClient(ctx: Ctx, subjectIds: string[]): Promise<SentLetter[]> {
  if (subjectIds.length === 0) return Promise.resolve([]);
  return ctx.db
    .select({
      id: deliveries.id,
      letter: deliveries.letter,
      subjectId: deliveries.subjectId,
      recipient: deliveries.recipient,
      status: deliveries.status,
      at: deliveries.createdAt,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.practiceId, ctx.practiceId),
        inArray(deliveries.subjectId, subjectIds),
        like(deliveries.letter, "client\\_%"),
      ),
    )
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

/** The letters about something, oldest first, and what became of each. */
export function lettersAbout(ctx: Ctx, subjectId: string) {
  return ctx.db
    .select({
      id: deliveries.id,
      letter: deliveries.letter,
      recipient: deliveries.recipient,
      status: deliveries.status,
      why: deliveries.why,
      createdAt: deliveries.createdAt,
      settledAt: deliveries.settledAt,
    })
    .from(deliveries)
    .where(and(eq(deliveries.practiceId, ctx.practiceId), eq(deliveries.subjectId, subjectId)))
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

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
        clientName: clients.name,
        startsAt: appointments.startsAt,
      })
      .from(notifications)
      .leftJoin(bookings, eq(bookings.id, notifications.subjectId))
      .leftJoin(appointments, eq(appointments.id, bookings.appointmentId))
      .leftJoin(clients, eq(clients.id, bookings.clientId))
      .where(isUnread)
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(most),
    ctx.db.select({ count: count() }).from(notifications).where(isUnread),
  ]);
  return { lines, count: all?.count ?? 0 };
}

export type News = Awaited<ReturnType<typeof unreadNews>>["lines"][number];
