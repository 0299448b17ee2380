import { and, asc, eq, gt, inArray, notInArray } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import { calendarConnections } from "#app/db/schema/calendar.ts";
import type { Ctx, House, Subject } from "#app/domain/ctx.ts";
import type { World } from "#app/world.ts";
import { sourcesOf } from "./choose.ts";
import { type Connection, connectionIn, connectionOf } from "./connection.ts";
import { entryOf } from "./entries.ts";
import { askFor } from "./turns.ts";
import { wantedFor } from "./wanted.ts";

/**
 * Have everything that stands ahead put into a calendar that was connected, or made right where something changed that no
 * booking tells of: its words, the room, an address. What is as it should be is left alone.
 */
export async function fillCalendar(ctx: Ctx, _world: World, { subjectId }: Subject): Promise<void> {
  const connection = await connectionIn(ctx, "connected", subjectId);
  if (!connection) return;
  const wrong: string[] = [];
  for (const id of await ahead(ctx, connection.therapistId, subjectId))
    if (!(await isAsItShould(ctx, connection, id))) wrong.push(id);
  await askFor(ctx, "push_appointment", wrong);
}

/** Whether an appointment stands in the calendar we write to as it stands here, or in none where it stands no more. */
async function isAsItShould(ctx: Ctx, connection: Connection, appointmentId: string): Promise<boolean> {
  const wanted = await wantedFor(ctx, connection, appointmentId);
  const entry = await entryOf(ctx, connection, appointmentId);
  if (!wanted) return !entry || entry.status === "gone";
  if (entry?.status !== "present" || entry.face !== wanted.face || entry.isMeetPending) return false;
  const writes = (await sourcesOf(ctx, connection)).find(({ isWritten }) => isWritten);
  return entry.calendarId === writes?.id;
}

/** Have a therapist's calendar looked after, where one is connected: something changed that its entries show. */
export async function refill(ctx: Ctx, therapistId: string): Promise<void> {
  const connection = await connectionOf(ctx, therapistId);
  if (connection?.state === "connected") await askFor(ctx, "fill_calendar", [connection.id]);
}

/** Look after every calendar once a night: whatever was missed, or given up after a day of trying, is made right. */
export async function refillAll(house: House): Promise<void> {
  const connected = await house.db
    .select({ id: calendarConnections.id, practiceId: calendarConnections.practiceId })
    .from(calendarConnections)
    .where(eq(calendarConnections.state, "connected"));
  for (const { id, practiceId } of connected) await askFor({ ...house, practiceId }, "fill_calendar", [id]);
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
