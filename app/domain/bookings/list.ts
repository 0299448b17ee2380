import { and, asc, desc, eq, gte, ilike, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { appointments, type BookingStatus, bookings } from "#app/db/schema/bookings.ts";
import { clients } from "#app/db/schema/clients.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { holding } from "#app/domain/clients/choices.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { line } from "./diary.ts";
import { looseAt } from "./loose.ts";

export const bookingShelves = ["coming", "past", "todo", "cancelled"] as const;
/** Which bookings: those ahead, those behind, those with something left to do, those that are off. */
export type BookingShelf = (typeof bookingShelves)[number];

/** A place in the list: the start (ms) and id of a row. */
export type Place = { at: number; id: string };

export type ListAsked = {
  shelf: BookingShelf;
  therapistId?: string | undefined;
  /** Nothing that begins before it. */
  from?: Date | undefined;
  /** Words in the client's name. */
  search?: string | undefined;
  /** The rows that begin later than a place, or earlier; without either, the shelf's first. */
  later?: Place | undefined;
  earlier?: Place | undefined;
};

export type ListLine = Awaited<ReturnType<typeof page>>[number];

export const pageLength = 25;

/**
 * A page of bookings within a member's reach. Those ahead come soonest first, all others latest first; `later` and
 * `earlier` say from where the rows on either side can be read, or null where there are none.
 */
export async function listBookings(
  ctx: MemberCtx,
  asked: ListAsked,
): Promise<{ lines: ListLine[]; later: Place | null; earlier: Place | null }> {
  const isRising = asked.later ? true : asked.earlier ? false : isSoonestFirst(asked.shelf);
  const found = await page(ctx, asked, isRising);
  const lines = found.slice(0, pageLength);
  if (isRising !== isSoonestFirst(asked.shelf)) lines.reverse();
  const [first, last] = [placeOf(lines[0]), placeOf(lines.at(-1))];
  const [earliest, latest] = isSoonestFirst(asked.shelf) ? [first, last] : [last, first];
  const hasMore = found.length > pageLength;
  return {
    lines,
    later: (isRising ? hasMore : asked.earlier !== undefined) ? latest : null,
    earlier: (isRising ? asked.later !== undefined : hasMore) ? earliest : null,
  };
}

function isSoonestFirst(shelf: BookingShelf): boolean {
  return shelf === "coming";
}

function placeOf(line: ListLine | undefined): Place | null {
  return line ? { at: line.startsAt.getTime(), id: line.id } : null;
}

function page(ctx: MemberCtx, asked: ListAsked, isRising: boolean) {
  const { therapistId, from, search } = asked;
  const order = isRising ? asc : desc;
  return ctx.db
    .select({ ...line, therapistName: therapists.name })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .innerJoin(clients, eq(clients.id, bookings.clientId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(
      and(
        within(ctx, "diary.see", bookings),
        isOnShelf(asked.shelf, ctx.now()),
        // A time that was offered and not taken was never a booking.
        sql`(${bookings.heldFor} is distinct from 'offer' or ${bookings.status} = 'held')`,
        therapistId ? eq(bookings.therapistId, therapistId) : undefined,
        from ? gte(appointments.startsAt, from) : undefined,
        search ? ilike(clients.name, holding(search)) : undefined,
        beyond(asked),
      ),
    )
    .orderBy(order(appointments.startsAt), order(bookings.id))
    .limit(pageLength + 1);
}

/** A page goes on from a row, never from a count: rows that come or go meanwhile neither repeat nor hide another. */
function beyond({ later, earlier }: ListAsked): SQL | undefined {
  const row = sql`(${appointments.startsAt}, ${bookings.id})`;
  if (later) return sql`${row} > (${new Date(later.at)}::timestamptz, ${later.id}::uuid)`;
  if (earlier) return sql`${row} < (${new Date(earlier.at)}::timestamptz, ${earlier.id}::uuid)`;
  return undefined;
}

function isOnShelf(shelf: BookingShelf, now: Date): SQL | undefined {
  const isStatus = (...statuses: BookingStatus[]) => inArray(bookings.status, statuses);
  switch (shelf) {
    case "coming": {
      const isAlive = or(isStatus("confirmed"), gte(bookings.holdsUntil, now));
      return and(isStatus("requested", "held", "confirmed"), isAlive, gte(appointments.endsAt, now));
    }
    case "past":
      return and(isStatus("confirmed", "attended", "no_show"), lte(appointments.endsAt, now));
    case "todo":
      return or(...Object.values(looseAt(sql`${now}`)));
    case "cancelled":
      return isStatus("cancelled", "expired");
  }
}
