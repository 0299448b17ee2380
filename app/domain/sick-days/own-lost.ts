import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { sickDayBookings, sickDays } from "#app/db/schema/sick-days.ts";
import { therapists } from "#app/db/schema/therapists.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import type { ClientCtx } from "#app/domain/ctx.ts";
import { DAY } from "#app/values/zoned.ts";
import { bookedSince } from "./queries.ts";
import { looseForDays } from "./rules.ts";

/** A session of one's own that a therapist's sick day took, and that nothing has taken the place of. */
export type OwnLost = { id: string; startsAt: Date; guestZone: string; firstName: string };

/** The first session a sick day took from somebody that is still to be made good, for as long as the therapist's day names it; or null. */
export async function ownLost(ctx: ClientCtx): Promise<OwnLost | null> {
  const [lost] = await ctx.db
    .select({
      id: bookings.id,
      startsAt: appointments.startsAt,
      guestZone: bookings.guestZone,
      firstName: therapists.firstName,
    })
    .from(sickDayBookings)
    .innerJoin(sickDays, eq(sickDays.id, sickDayBookings.sickDayId))
    .innerJoin(bookings, eq(bookings.id, sickDayBookings.bookingId))
    .innerJoin(appointments, eq(appointments.id, bookings.appointmentId))
    .innerJoin(therapists, eq(therapists.id, bookings.therapistId))
    .where(
      and(
        own(ctx, mayAct, bookings),
        eq(sickDayBookings.calledOff, true),
        isNull(sickDayBookings.takenBookingId),
        isNull(sickDayBookings.settledAt),
        gt(sickDays.carriedOutAt, new Date(ctx.now().getTime() - looseForDays * DAY)),
        eq(bookedSince, false),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(bookings.id))
    .limit(1);
  return lost ?? null;
}
