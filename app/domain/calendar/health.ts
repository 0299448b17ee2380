import { and, eq, gt, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import { type ConnectionTrouble, calendarConnections, calendars } from "#app/db/schema/calendar.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import { sourcesOf } from "./choose.ts";
import { type Connection, connectionOf } from "./connection.ts";
import { scopes } from "./rules.ts";

/** How long a calendar may go unread before its therapist is told, minutes: four rounds. */
const staleMinutes = 60;

export type Health = NonNullable<Awaited<ReturnType<typeof healthOf>>>;

/** How a therapist's connection is: what a settings page says of it. Null where there is none. */
export async function healthOf(ctx: Ctx, therapistId: string) {
  const connection = await connectionOf(ctx, therapistId);
  if (!connection) return null;
  const { state, trouble, brokenAt, connectedAt, titles, agreementAt, makesMeet } = connection;
  const sources = await sourcesOf(ctx, connection);
  return {
    ...{ state, trouble, brokenAt, connectedAt, titles, makesMeet },
    isAgreed: agreementAt !== null,
    mayList: connection.scopes.includes(scopes.list),
    waiting: await waitingFor(ctx, connection),
    calendars: sources.map(({ name, blocks, isWritten, syncedAt, nextPullAt, trouble, failures }) => ({
      ...{ name, blocks, isWritten, syncedAt, nextPullAt, trouble, failures },
    })),
  };
}

/** How many sessions ahead are not in the calendar yet. */
async function waitingFor(ctx: Ctx, { id, therapistId, state }: Connection): Promise<number> {
  if (state !== "connected") return 0;
  const isThere = ctx.db
    .select({ id: calendarEntries.id })
    .from(calendarEntries)
    .where(
      and(
        ...[eq(calendarEntries.connectionId, id), eq(calendarEntries.appointmentId, appointments.id)],
        eq(calendarEntries.status, "present"),
      ),
    );
  const [found] = await ctx.db
    .select({ count: sql<number>`count(distinct ${appointments.id})::int` })
    .from(appointments)
    .innerJoin(bookings, and(eq(bookings.appointmentId, appointments.id), eq(bookings.status, "confirmed")))
    .where(
      and(
        ...[eq(appointments.practiceId, ctx.practiceId), eq(appointments.therapistId, therapistId)],
        ...[gt(appointments.endsAt, ctx.now()), notExists(isThere)],
      ),
    );
  return found?.count ?? 0;
}

/**
 * What a therapist has to know before their day, and since when: that Google takes nothing from us any more (`broken`), has
 * not answered for an hour (`silent`), or that one of the calendars that close openings cannot be read (`unread`).
 */
export type CalendarTrouble =
  | { kind: "broken"; since: Date; trouble: ConnectionTrouble }
  | { kind: "silent"; since: Date }
  | { kind: "unread"; since: Date; name: string; isAddress: boolean };

/** The worst of it, or null while all is well. */
export async function calendarTrouble(ctx: Ctx, therapistId: string): Promise<CalendarTrouble | null> {
  const connection = await connectionOf(ctx, therapistId);
  const { state, trouble, brokenAt } = connection ?? {};
  if (state === "needs_reconnect" && trouble && brokenAt) return { kind: "broken", since: brokenAt, trouble };
  const overdue = await unreadFor(ctx, therapistId, staleMinutes);
  const silent = overdue.find((one) => one.kind === "google" && one.trouble === "away");
  if (silent) return { kind: "silent", since: silent.since };
  const [unread] = overdue;
  return unread
    ? { kind: "unread", since: unread.since, name: unread.name, isAddress: unread.kind === "ical" }
    : null;
}

/** The calendars a therapist's openings depend on that were not read for so long, the longest first. */
function unreadFor(ctx: Ctx, therapistId: string, minutes: number) {
  const limit = sql`${ctx.now().toISOString()}::timestamptz - ${minutes} * interval '1 minute'`;
  const since = sql<Date>`coalesce(${calendars.syncedAt}, ${calendars.createdAt})`.mapWith(
    calendars.createdAt,
  );
  return ctx.db
    .select({ kind: calendars.kind, name: calendars.name, trouble: calendars.trouble, since })
    .from(calendars)
    .leftJoin(calendarConnections, eq(calendarConnections.id, calendars.connectionId))
    .where(
      and(
        ...[eq(calendars.practiceId, ctx.practiceId), eq(calendars.therapistId, therapistId)],
        ...[isNull(calendars.endedAt), lt(since, limit)],
        or(isNull(calendars.connectionId), eq(calendarConnections.state, "connected")),
      ),
    )
    .orderBy(since, calendars.id);
}

/** How long ago every calendar that is read was last read, seconds, by the connection or address it belongs to. */
export async function syncAges({ db, now }: House): Promise<{ id: string; kind: string; seconds: number }[]> {
  const at = sql`${now().toISOString()}::timestamptz`;
  return db
    .select({
      id: sql<string>`coalesce(${calendars.connectionId}, ${calendars.id})::text`,
      kind: calendars.kind,
      seconds: sql<number>`max(extract(epoch from ${at} - coalesce(${calendars.syncedAt}, ${calendars.createdAt})))::float`,
    })
    .from(calendars)
    .where(isNull(calendars.endedAt))
    .groupBy(sql`coalesce(${calendars.connectionId}, ${calendars.id})`, calendars.kind);
}
