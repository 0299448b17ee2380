import { and, eq, inArray } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { CalendarEvent } from "#app/world/calendars.ts";
import type { Connection } from "./connection.ts";
import type { EntryRow } from "./entries.ts";
import type { CalendarRow } from "./pull.ts";
import { isOurs, looksOurs } from "./rules.ts";

type Told = { source: CalendarRow; connection: Connection; events: readonly CalendarEvent[] };

/**
 * Which events are of our making. `entries`: those that stand for an appointment now. `strays`: those that stood for one of
 * this therapist's and belong to nothing any more, as after an older connection. What a colleague's appointments put into
 * a shared calendar, and a copy somebody made by hand, is an event like any other.
 */
export async function recognise(
  ctx: Ctx,
  { source, connection, events }: Told,
): Promise<{ entries: Map<string, EntryRow>; strays: string[] }> {
  const candidates = events.filter(({ id }) => looksOurs(id));
  if (candidates.length === 0) return { entries: new Map(), strays: [] };
  const rows = await ctx.db
    .select()
    .from(calendarEntries)
    .where(
      and(
        ...[eq(calendarEntries.practiceId, ctx.practiceId), eq(calendarEntries.connectionId, connection.id)],
        inArray(
          calendarEntries.eventId,
          candidates.map(({ id }) => id),
        ),
      ),
    );
  const entries = new Map(rows.filter(({ status }) => status !== "gone").map((row) => [row.eventId, row]));
  const orphans = candidates.filter((event) => !event.isCancelled && isOurs(event) && !entries.has(event.id));
  const own = await ofTherapist(ctx, source, orphans);
  return { entries, strays: orphans.filter((one) => own.has(one.appointmentId ?? "")).map(({ id }) => id) };
}

async function ofTherapist(
  { db, practiceId }: Ctx,
  { therapistId }: CalendarRow,
  events: readonly CalendarEvent[],
): Promise<Set<string>> {
  const ids = events.flatMap(({ appointmentId }) => appointmentId ?? []);
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        ...[eq(appointments.practiceId, practiceId), eq(appointments.therapistId, therapistId)],
        inArray(appointments.id, ids),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
