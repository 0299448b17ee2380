import { eventAt } from "#app/domain/audit/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** The series a booking is made for, and which of its dates it is. */
export type OfSeries = { id: string; date: string };

/** The thing a change of several bookings is told by, and which of its changes it was. Written with each booking's event. */
export type Together = { together: string; round?: number };

/** The columns of a booking that say so. */
export function ofSeries({ ofSeries }: { ofSeries?: OfSeries | undefined }) {
  return ofSeries ? { seriesId: ofSeries.id, seriesDate: ofSeries.date } : {};
}

type Change = "booking.confirmed" | "booking.moved" | "booking.cancelled";

/** Whether the change that brought a booking to a sequence is told together with others, in one letter and one notice. */
export async function isToldTogether(
  ctx: Ctx,
  change: Change,
  { subjectId, sequence }: { subjectId: string; sequence: number },
): Promise<boolean> {
  const event = await eventAt(ctx, change, { id: subjectId, sequence });
  return event?.detail.together !== undefined;
}
