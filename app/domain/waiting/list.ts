import { and, asc, count, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { freedTimes, timeOffers, waits } from "#app/db/schema/waiting.ts";
import type { Ctx, MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";

export type WaitLine = Awaited<ReturnType<typeof waitingList>>[number];

/** Who waits within a member's reach, first come first, with what they wait for and what is offered to them now. */
export function waitingList(ctx: MemberCtx, therapistId?: string) {
  return lines(ctx)
    .where(
      and(
        within(ctx, "diary.see", waits),
        eq(waits.status, "waiting"),
        therapistId ? eq(waits.therapistId, therapistId) : undefined,
      ),
    )
    .orderBy(asc(waits.joinedAt), asc(waits.id));
}

/** The same for one place in line, whatever became of it; null when it is not in reach. */
export async function waitLine(ctx: MemberCtx, deed: "diary.see" | "diary.change", waitId: string) {
  if (!isId(waitId)) return null;
  const [found] = await lines(ctx).where(and(within(ctx, deed, waits), eq(waits.id, waitId)));
  return found ?? null;
}

function lines(ctx: MemberCtx) {
  return ctx.db
    .select({
      wait: waits,
      typeName: sessionTypes.name,
      therapistSlug: therapists.slug,
      zone: therapists.zone,
      has: appointments.startsAt,
      offer: {
        id: timeOffers.id,
        startsAt: timeOffers.startsAt,
        endsAt: timeOffers.endsAt,
        toldAt: timeOffers.toldAt,
      },
    })
    .from(waits)
    .innerJoin(sessionTypes, eq(sessionTypes.id, waits.sessionTypeId))
    .innerJoin(therapists, eq(therapists.id, waits.therapistId))
    .leftJoin(bookings, eq(bookings.id, waits.bookingId))
    .leftJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .leftJoin(timeOffers, and(eq(timeOffers.waitId, waits.id), eq(timeOffers.status, "open")));
}

/** Of a therapist's hours that came free between two instants while somebody waited: how many, and how many were filled from the list. */
export async function filledHours(
  ctx: MemberCtx,
  { therapistId, from, until }: { therapistId: string; from: number; until: number },
): Promise<{ freed: number; filled: number }> {
  const [hours] = await ctx.db
    .select({
      freed: count(),
      filled: sql<number>`count(*) filter (where ${freedTimes.outcome} = 'filled')::int`,
    })
    .from(freedTimes)
    .where(
      and(
        within(ctx, "diary.see", freedTimes),
        eq(freedTimes.therapistId, therapistId),
        gte(freedTimes.freedAt, new Date(from)),
        lt(freedTimes.freedAt, new Date(until)),
      ),
    );
  return hours ?? { freed: 0, filled: 0 };
}

/** To whom these held times are offered, by booking. */
export async function offeredTo(
  ctx: Ctx,
  bookingIds: string[],
): Promise<Map<string, { waitId: string; name: string }>> {
  if (bookingIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ bookingId: timeOffers.bookingId, waitId: waits.id, name: waits.guestName })
    .from(timeOffers)
    .innerJoin(waits, eq(waits.id, timeOffers.waitId))
    .where(
      and(
        eq(timeOffers.practiceId, ctx.practiceId),
        eq(timeOffers.status, "open"),
        inArray(timeOffers.bookingId, bookingIds),
      ),
    );
  return new Map(rows.map(({ bookingId, ...whose }) => [bookingId, whose]));
}
