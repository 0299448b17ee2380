import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { seriesLines } from "#app/domain/series/queries.ts";
import type { OfSeries } from "./own-line.tsx";
import { lineShown } from "./series-shown.ts";

/** The series a booking is a date of, as its page says it; null for one that stands alone. */
export async function ofSeriesShown(
  ctx: Ctx,
  { booking, appointment, practice }: WholeBooking,
): Promise<OfSeries | null> {
  const { seriesId } = booking;
  const line = seriesId ? (await seriesLines(ctx, [seriesId])).get(seriesId) : undefined;
  if (!line) return null;
  const isAhead = booking.status === "confirmed" && appointment.startsAt > ctx.now();
  return {
    id: line.id,
    line: lineShown(line, { zone: line.zone, locale: practice.locale }),
    hasLater: isAhead && line.last !== null && line.last > appointment.startsAt,
  };
}
