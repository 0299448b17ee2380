import { and, asc, eq, gt, inArray, notInArray } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import { calendarConnections } from "#app/db/schema/calendar.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { askFor } from "./turns.ts";

/** Have everything that stands ahead put into a calendar that was connected, or made right where its words were changed. */
export async function fillCalendar(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const [connection] = await ctx.db
    .select({ therapistId: calendarConnections.therapistId })
    .from(calendarConnections)
    .where(
      and(
        ...[eq(calendarConnections.practiceId, ctx.practiceId), eq(calendarConnections.id, subjectId)],
        eq(calendarConnections.state, "connected"),
      ),
    );
  if (!connection) return;
  await askFor(ctx, "push_appointment", await ahead(ctx, connection.therapistId, subjectId));
}

/** What stands ahead, and what is in the calendar though it does not stand any more; soonest first. */
async function ahead(ctx: Ctx, therapistId: string, connectionId: string): Promise<string[]> {
  const isAhead = and(
    ...[eq(appointments.practiceId, ctx.practiceId), eq(appointments.therapistId, therapistId)],
    gt(appointments.endsAt, ctx.now()),
  );
  const standing = ctx.db
    .select({ id: bookings.appointmentId })
    .from(bookings)
    .where(and(eq(bookings.therapistId, therapistId), eq(bookings.status, "confirmed")));
  const entered = ctx.db
    .select({ id: calendarEntries.appointmentId })
    .from(calendarEntries)
    .where(and(eq(calendarEntries.connectionId, connectionId), notInArray(calendarEntries.status, ["gone"])));
  const rows = await ctx.db
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(isAhead, inArray(appointments.id, standing.union(entered))))
    .orderBy(asc(appointments.startsAt), asc(appointments.id));
  return rows.map(({ id }) => id);
}
