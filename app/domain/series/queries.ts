import { and, asc, count, eq, gt, inArray, min, type SQL, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { series } from "#app/db/schema/series.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { type WholeBooking, wholeBookings } from "#app/domain/bookings/queries.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct, maySee } from "#app/domain/clients/rules.ts";
import { type ClientCtx, type Ctx, isClient, isMember, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import { isId } from "#app/values/ids.ts";
import { fewDatesLeft } from "./rules.ts";

export type Series = typeof series.$inferSelect;

/**
 * One series of whoever asks, or null: a client's own, one in a member's reach for a deed, and any of the practice for
 * the house itself. What is not theirs is not there.
 */
export async function findSeries(
  ctx: Ctx,
  id: string,
  { deed = "diary.change", may = mayAct }: { deed?: Deed; may?: typeof mayAct } = {},
): Promise<Series | null> {
  if (!isId(id)) return null;
  const theirs = isClient(ctx)
    ? own(ctx, may, series)
    : isMember(ctx)
      ? within(ctx, deed, series)
      : undefined;
  const [found] = await ctx.db
    .select()
    .from(series)
    .where(and(eq(series.practiceId, ctx.practiceId), eq(series.id, id), theirs));
  return found ?? null;
}

/** Every booking of a series, whole, in the order of its dates. Ask with a series that was found. */
export function bookingsOf(ctx: Ctx, { id }: Pick<Series, "id">): Promise<WholeBooking[]> {
  return wholeBookings(ctx.db)
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.seriesId, id)))
    .orderBy(asc(bookings.seriesDate), asc(bookings.id));
}

/** Those of them that are still to come. */
export function aheadIn(whole: readonly WholeBooking[], now: Date): WholeBooking[] {
  return whole.filter(
    ({ booking, appointment }) => booking.status === "confirmed" && appointment.startsAt > now,
  );
}

/** A series as a line says it: its rhythm, its next session and how many are still to come. */
export type SeriesLine = Awaited<ReturnType<typeof lines>>[number];

/** The lines of these series, by id. They are found through bookings that were found, so nothing is asked again. */
export async function seriesLines(
  ctx: Ctx,
  ids: readonly (string | null)[],
): Promise<Map<string, SeriesLine>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const found = await lines(ctx, inArray(series.id, known));
  return new Map(found.map((line) => [line.id, line]));
}

/** The series of a client with something still to come, in a member's reach, the next session first. */
export async function seriesOfClient(ctx: MemberCtx, clientId: string): Promise<SeriesLine[]> {
  if (!isId(clientId)) return [];
  const found = await lines(ctx, and(within(ctx, "diary.see", series), eq(series.clientId, clientId)));
  return found
    .filter(({ ahead }) => ahead > 0)
    .sort((a, b) => (a.next?.getTime() ?? 0) - (b.next?.getTime() ?? 0));
}

/** Every series of a signed-in person's own, in the order they began. */
export function ownSeries(ctx: ClientCtx) {
  return ctx.db
    .select({ series, typeName: sessionTypes.name, therapistName: therapists.name })
    .from(series)
    .innerJoin(sessionTypes, eq(sessionTypes.id, series.sessionTypeId))
    .innerJoin(therapists, eq(therapists.id, series.therapistId))
    .where(own(ctx, maySee, series))
    .orderBy(asc(series.createdAt), asc(series.id));
}

function lines(ctx: Ctx, which: SQL | undefined) {
  const isAhead = sql`${bookings.status} = 'confirmed' and ${appointments.startsAt} > ${ctx.now()}`;
  return ctx.db
    .select({
      id: series.id,
      therapistId: series.therapistId,
      everyWeeks: series.everyWeeks,
      startsOn: series.startsOn,
      localTime: series.localTime,
      zone: series.zone,
      typeName: sessionTypes.name,
      endedAt: series.endedAt,
      ahead: sql<number>`(count(*) filter (where ${isAhead}))::int`,
      next: sql<Date | null>`min(${appointments.startsAt}) filter (where ${isAhead})`.mapWith(
        appointments.startsAt,
      ),
      last: sql<Date | null>`max(${appointments.startsAt}) filter (where ${isAhead})`.mapWith(
        appointments.startsAt,
      ),
    })
    .from(series)
    .innerJoin(sessionTypes, eq(sessionTypes.id, series.sessionTypeId))
    .innerJoin(bookings, eq(bookings.seriesId, series.id))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(and(eq(series.practiceId, ctx.practiceId), which))
    .groupBy(series.id, sessionTypes.name);
}

/**
 * The series of a therapist with few dates left that nobody carried on and nobody said may end, the sooner first. One
 * that was carried on has another of the same client and type with a later date.
 */
export function runningOut(ctx: MemberCtx, therapistId: string) {
  const next = min(appointments.startsAt);
  const last = sql<Date>`max(${appointments.startsAt})`.mapWith(appointments.startsAt);
  const isCarriedOn = sql`exists (select 1 from bookings as more
    join appointments as later on later.id = more.appointment_id
    where more.client_id = ${series.clientId} and more.therapist_id = ${series.therapistId}
      and later.session_type_id = ${series.sessionTypeId} and more.series_id is not null
      and more.series_id <> ${series.id} and more.status = 'confirmed'
      and later.starts_at > max(${appointments.startsAt}))`;
  return ctx.db
    .select({ id: series.id, clientId: series.clientId, clientName: clients.name, next, last })
    .from(series)
    .innerJoin(clients, eq(clients.id, series.clientId))
    .innerJoin(bookings, eq(bookings.seriesId, series.id))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .where(
      and(
        within(ctx, "diary.change", series),
        eq(series.therapistId, therapistId),
        sql`${series.endedAt} is null`,
        eq(bookings.status, "confirmed"),
        gt(appointments.startsAt, ctx.now()),
      ),
    )
    .groupBy(series.id, clients.name)
    .having(and(sql`${count()} <= ${fewDatesLeft}`, sql`not ${isCarriedOn}`))
    .orderBy(asc(last), asc(series.id));
}
