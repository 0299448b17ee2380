import { and, eq, inArray } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, isMember } from "#app/domain/ctx.ts";
import { renewLink } from "./link.ts";
import { retime, shapeOf } from "./move.ts";
import type { WholeBooking } from "./queries.ts";
import { isLateChange } from "./rules.ts";
import { recordSqueeze, squeeze } from "./squeeze.ts";
import type { OfSeries, Together } from "./together.ts";

/** A booking, its new start (ms), and the series it is a date of from now on. */
export type Step = { found: WholeBooking; startsAt: number; ofSeries: OfSeries };

/**
 * Give several bookings other times at once, so that one may take the place another leaves. Call it with the therapist
 * locked and every new time looked at; what is in the way after all breaks appointments_no_overlap, and nothing is moved.
 * The practice squeezes into buffers where it must; a client's move inside the terms carries them along, as `move` says.
 */
export async function moveTogether(ctx: Ctx, steps: readonly Step[], told: Together): Promise<void> {
  const now = ctx.now().getTime();
  await ctx.db
    .update(appointments)
    .set({ occupies: false })
    .where(
      and(
        eq(appointments.practiceId, ctx.practiceId),
        inArray(
          appointments.id,
          steps.map(({ found }) => found.booking.appointmentId),
        ),
      ),
    );
  for (const { found, startsAt, ofSeries } of steps) {
    const { booking } = found;
    const from = found.appointment.startsAt.getTime();
    await settleAt(ctx, found, startsAt);
    const sequence = booking.sequence + 1;
    const isLate = !isMember(ctx) && isLateChange({ ...booking, startsAt: from }, now);
    await ctx.db
      .update(bookings)
      .set({
        sequence,
        movedLate: booking.movedLate || isLate,
        seriesId: ofSeries.id,
        seriesDate: ofSeries.date,
        changedAt: ctx.now(),
      })
      .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, booking.id)));
    await renewLink(ctx, { id: booking.id, sequence });
    await record(ctx, "booking.moved", { id: booking.id, sequence }, { from, to: startsAt, ...told });
  }
}

async function settleAt(ctx: Ctx, found: WholeBooking, startsAt: number): Promise<void> {
  const { therapistId, appointmentId: except, id } = found.booking;
  const shape = shapeOf(found);
  const fits = isMember(ctx) ? await squeeze(ctx, { therapistId, startsAt, shape, except }) : null;
  await retime(ctx, found, startsAt, fits?.shape ?? shape);
  await ctx.db
    .update(appointments)
    .set({ occupies: true })
    .where(and(eq(appointments.practiceId, ctx.practiceId), eq(appointments.id, except)));
  if (fits) await recordSqueeze(ctx, id, shape, fits);
}
