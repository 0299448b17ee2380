import { and, desc, eq, inArray, lte, or } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { sessionTypes } from "#app/db/schema/session-types.ts";
import type { Ctx } from "#app/domain/ctx.ts";

export type HeldCall = { therapistId: string; startsAt: Date; endsAt: Date };

/**
 * The discovery calls with a client that are over and were not missed, the newest first, whoever in the practice held
 * them. One that nobody marked yet counts: the choice is often made before the mark.
 */
export function callsHeld(ctx: Ctx, clientId: string): Promise<HeldCall[]> {
  return ctx.db
    .select({
      therapistId: bookings.therapistId,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
    })
    .from(bookings)
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(sessionTypes, eq(sessionTypes.id, appointments.sessionTypeId))
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.clientId, clientId),
        inArray(bookings.status, ["confirmed", "attended"]),
        eq(sessionTypes.kind, "discovery"),
        or(eq(bookings.status, "attended"), lte(appointments.endsAt, ctx.now())),
      ),
    )
    .orderBy(desc(appointments.startsAt));
}
