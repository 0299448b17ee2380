import { linesSentAt } from "#app/domain/bookings/lines.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { maySendLines } from "#app/domain/bookings/rules.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { whenAndWhere } from "#app/routes/when.ts";

/** Whether somebody may send lines before a session now, and when they last did, in words; by their own clock. */
export async function linesOf(ctx: Ctx, whole: WholeBooking, zone: string) {
  const { booking, appointment, therapist, practice } = whole;
  const clock = { zone, locale: practice.locale };
  const startsAt = appointment.startsAt.getTime();
  const sentAt = await linesSentAt(ctx, whole);
  return {
    may: maySendLines({ ...booking, startsAt }, ctx.now().getTime()),
    firstName: therapist.firstName,
    starts: whenAndWhere(startsAt, clock).when,
    sent: sentAt && whenAndWhere(sentAt.getTime(), clock).when,
  };
}

export type LinesOf = Awaited<ReturnType<typeof linesOf>>;
