import { and, eq, gt, inArray, lt, ne, notInArray, or } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Therapist } from "#app/domain/therapists/queries.ts";
import { DAY, dateOf, wallClock } from "#app/values/zoned.ts";
import { mondayOf } from "./caps.ts";

type Asked = {
  therapist: Pick<Therapist, "id" | "zone" | "perClientWeekCap">;
  clientId: string;
  /** Which weeks are asked about (ms). */
  from: number;
  to: number;
  /** Appointments that are about to move, and so not in the way. */
  except?: string | readonly string[] | undefined;
};

/**
 * The weeks of the therapist's calendar, by their Monday, in which a client has as many sessions with her as one client
 * may by their own booking. Calls are not counted. Undefined where she set no such number.
 */
export async function fullWeeksOf(
  ctx: Ctx,
  { therapist, clientId, from, to, except }: Asked,
): Promise<ReadonlySet<string> | undefined> {
  const cap = therapist.perClientWeekCap;
  if (cap === null) return undefined;
  const stands = or(
    inArray(bookings.status, ["confirmed", "attended", "no_show"]),
    and(inArray(bookings.status, ["requested", "held"]), gt(bookings.holdsUntil, ctx.now())),
  );
  const own = await ctx.db
    .select({ startsAt: appointments.startsAt })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId),
        eq(bookings.therapistId, therapist.id),
        ne(sessionTypes.kind, "discovery"),
        stands,
        gt(appointments.startsAt, new Date(from - 8 * DAY)),
        lt(appointments.startsAt, new Date(to + 8 * DAY)),
        notInArray(appointments.id, [except ?? []].flat()),
      ),
    );
  const wall = wallClock(therapist.zone);
  const counted = new Map<string, number>();
  for (const { startsAt } of own) {
    const week = dateOf(mondayOf(Math.floor(wall(startsAt.getTime()) / DAY)));
    counted.set(week, (counted.get(week) ?? 0) + 1);
  }
  return new Set([...counted].flatMap(([week, count]) => (count >= cap ? [week] : [])));
}
