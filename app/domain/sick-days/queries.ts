import { and, asc, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { sickDayBookings, sickDays } from "#app/db/schema/sick-days.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";
import { DAY } from "#app/values/zoned.ts";
import { looseAfterDays, looseForDays, type Outcome, outcomeOf } from "./rules.ts";

export type SickDay = NonNullable<Awaited<ReturnType<typeof sickDayWithin>>>;

const told = {
  id: sickDays.id,
  therapistId: sickDays.therapistId,
  startsAt: sickDays.startsAt,
  endsAt: sickDays.endsAt,
  pressedAt: sickDays.pressedAt,
  undoneAt: sickDays.undoneAt,
  carriedOutAt: sickDays.carriedOutAt,
};

/** One sick day of a diary that is a member's to change, or null. */
export async function sickDayWithin(ctx: MemberCtx, id: string) {
  if (!isId(id)) return null;
  const [found] = await ctx.db
    .select(told)
    .from(sickDays)
    .where(and(within(ctx, "diary.change", sickDays), eq(sickDays.id, id)));
  return found ?? null;
}

/** A therapist's sick days of the last weeks that were not taken back, the latest first: those a day still has to do with. */
export function lateSickDays(ctx: MemberCtx, therapistId: string): Promise<SickDay[]> {
  return ctx.db
    .select(told)
    .from(sickDays)
    .where(
      and(
        within(ctx, "diary.change", sickDays),
        eq(sickDays.therapistId, therapistId),
        isNull(sickDays.undoneAt),
        gt(sickDays.pressedAt, new Date(ctx.now().getTime() - looseForDays * DAY)),
      ),
    )
    .orderBy(desc(sickDays.pressedAt), desc(sickDays.id));
}

export type Lost = Awaited<ReturnType<typeof lostSessions>>[number];

/** The bookings these sick days touched, in order of time, and what became of each. Sick days found within reach. */
export async function lostSessions(ctx: MemberCtx, sickDayIds: readonly string[]) {
  if (sickDayIds.length === 0) return [];
  const rows = await ctx.db
    .select({
      sickDayId: sickDayBookings.sickDayId,
      bookingId: bookings.id,
      clientId: bookings.clientId,
      clientName: clients.name,
      isInvented: clients.isInvented,
      guestEmail: bookings.guestEmail,
      guestPhone: bookings.guestPhone,
      typeName: sessionTypes.name,
      startsAt: appointments.startsAt,
      status: sickDayBookings.status,
      calledOff: sickDayBookings.calledOff,
      takenBookingId: sickDayBookings.takenBookingId,
      settledAt: sickDayBookings.settledAt,
      bookedSince,
    })
    .from(sickDayBookings)
    .innerJoin(sickDays, eq(sickDays.id, sickDayBookings.sickDayId))
    .innerJoin(bookings, eq(bookings.id, sickDayBookings.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .where(and(within(ctx, "diary.change", sickDays), inArray(sickDayBookings.sickDayId, [...sickDayIds])))
    .orderBy(asc(appointments.startsAt), asc(bookings.id));
  return rows.map((row) => ({ ...row, outcome: outcomeOf(row) satisfies Outcome }));
}

/** Who lost a session to a sick day days ago and has no other time yet, the oldest first: a loose end for a month. */
export async function untakenSince(ctx: MemberCtx, therapistId: string): Promise<Lost[]> {
  const before = ctx.now().getTime() - looseAfterDays * DAY;
  const days = await lateSickDays(ctx, therapistId);
  const due = days.filter(({ carriedOutAt }) => carriedOutAt !== null && carriedOutAt.getTime() <= before);
  const lost = await lostSessions(
    ctx,
    due.map(({ id }) => id),
  );
  return lost.filter(({ outcome }) => outcome === "open");
}

/** They have a time again that was made after this one went, whoever made it; one on offer is not theirs yet. */
export const bookedSince = sql<boolean>`exists (select 1 from bookings as since
  where since.practice_id = ${bookings.practiceId} and since.client_id = ${bookings.clientId}
    and since.therapist_id = ${bookings.therapistId} and since.booked_at >= ${sickDays.carriedOutAt}
    and since.status in ('requested', 'held', 'confirmed', 'attended', 'no_show')
    and since.held_for is distinct from 'offer')`;

/** What a sick day has to say about a booking it took off: the starts (ms) it suggests, and the time that took its place. */
export type Suggested = {
  sickDayId: string;
  starts: number[];
  takenBookingId: string | null;
  /** Whether it had only been asked for, and waited for a yes. */
  wasAsked: boolean;
};

/** The same, or null for a booking that no sick day took off. */
export async function suggestedFor(ctx: Ctx, bookingId: string): Promise<Suggested | null> {
  const [found] = await ctx.db
    .select({
      sickDayId: sickDayBookings.sickDayId,
      suggestions: sickDayBookings.suggestions,
      takenBookingId: sickDayBookings.takenBookingId,
      status: sickDayBookings.status,
    })
    .from(sickDayBookings)
    .where(
      and(
        eq(sickDayBookings.practiceId, ctx.practiceId),
        eq(sickDayBookings.bookingId, bookingId),
        eq(sickDayBookings.calledOff, true),
      ),
    )
    .limit(1);
  if (!found) return null;
  const { suggestions, status, ...rest } = found;
  return { ...rest, wasAsked: status === "requested", starts: suggestions.map((at) => at.getTime()) };
}
