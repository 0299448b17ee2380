import { and, eq } from "drizzle-orm";
import { calendarEntries, type EntryStatus } from "#app/db/schema/calendar/entries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import type { CalendarEvent } from "#app/world/calendars.ts";
import type { Connection } from "./connection.ts";
import { eventIdOf } from "./rules.ts";
import type { Wanted } from "./wanted.ts";

export type EntryRow = typeof calendarEntries.$inferSelect;

/** What we know of an appointment in the calendars of a connection; null before anything was put there. */
export async function entryOf(
  ctx: Ctx,
  connection: Connection,
  appointmentId: string,
): Promise<EntryRow | null> {
  const [found] = await ctx.db
    .select()
    .from(calendarEntries)
    .where(
      and(
        eq(calendarEntries.practiceId, ctx.practiceId),
        eq(calendarEntries.connectionId, connection.id),
        eq(calendarEntries.appointmentId, appointmentId),
      ),
    );
  return found ?? null;
}

/**
 * Write down that an event is about to be put into a calendar, before it is: whatever happens then, it is known for ours.
 * `attempt` makes its id a new one where the last was used up.
 */
export async function intend(
  ctx: Ctx,
  { id: connectionId, generation, therapistId }: Connection,
  { appointmentId, calendarId, attempt }: { appointmentId: string; calendarId: string; attempt: number },
): Promise<void> {
  const eventId = eventIdOf(appointmentId, generation, attempt);
  const row = { calendarId, eventId, attempt, status: "wanted" as const, face: null, etag: null };
  await ctx.db
    .insert(calendarEntries)
    .values({
      ...{ id: newId(), practiceId: ctx.practiceId, therapistId, connectionId, appointmentId },
      ...row,
      createdAt: ctx.now(),
    })
    .onConflictDoUpdate({
      target: [calendarEntries.connectionId, calendarEntries.appointmentId],
      // Somebody who is further on is not set back.
      set: { ...row, startsAt: null, endsAt: null, changedThere: null, meetUrl: null, isMeetPending: false },
      setWhere: eq(calendarEntries.attempt, attempt - 1),
    });
}

/** Keep how an event stands there, now that it is as it should be. */
export async function keepPresent(
  ctx: Ctx,
  entry: EntryRow,
  event: CalendarEvent,
  { entry: { startsAt, endsAt, meet }, face }: Wanted,
): Promise<void> {
  await change(ctx, entry, {
    ...{ status: "present", face, startsAt, endsAt },
    etag: event.etag,
    changedThere: event.changedAt,
    // A room that was made before and is wanted no more is nobody's way in.
    meetUrl: (meet && event.meet?.url) ?? null,
    isMeetPending: meet !== null && (event.meet?.isPending ?? false),
    pushedAt: ctx.now(),
  });
}

/**
 * Keep that an event is there otherwise than we knew it, and so still to be made right. What it should be is looked up after
 * this, never before: whoever writes with this tag writes what stood here later than what it stands for.
 */
export async function keepFound(ctx: Ctx, entry: EntryRow, { etag, span }: CalendarEvent): Promise<void> {
  const times = { startsAt: span?.startsAt ?? null, endsAt: span?.endsAt ?? null };
  await change(ctx, entry, { status: "present", face: null, etag, ...times });
}

/** Keep what an event says that we did not write: its newest tag, and the way into its meeting once there is one. */
export async function keepSeen(ctx: Ctx, entry: EntryRow, event: CalendarEvent): Promise<void> {
  await change(ctx, entry, {
    etag: event.etag,
    changedThere: event.changedAt,
    ...(event.meet && { meetUrl: event.meet.url, isMeetPending: event.meet.isPending }),
  });
}

/** Keep that it is out of the calendar. */
export async function keepGone(ctx: Ctx, entry: EntryRow): Promise<void> {
  await change(ctx, entry, {
    status: "gone" as EntryStatus,
    face: null,
    isMeetPending: false,
    meetUrl: null,
  });
}

/** Rows are changed as long as they are about the same event; an older answer that comes late changes nothing. */
async function change(
  { db, practiceId }: Ctx,
  { id, eventId }: EntryRow,
  set: Partial<typeof calendarEntries.$inferInsert>,
): Promise<void> {
  await db
    .update(calendarEntries)
    .set(set)
    .where(
      and(
        eq(calendarEntries.practiceId, practiceId),
        eq(calendarEntries.id, id),
        eq(calendarEntries.eventId, eventId),
      ),
    );
}
