import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { aheadIn, bookingsOf, findSeries, type Series } from "./queries.ts";

/** Which dates are meant: the one that was looked at and those after it, or all that are still to come. */
export type Which = "later" | "all";

export type Meant = { series: Series; chosen: WholeBooking[]; isWhole: boolean };

/**
 * The dates of a series that are meant, still to come, in order; `from` names the booking that was looked at, without one
 * all are meant. Null for a series that is not theirs to change, or a booking that is none of its dates. `isWhole`: nothing
 * that is still to come is left out.
 */
export async function datesMeant(
  ctx: Ctx,
  { id, from, which }: { id: string; from?: string | undefined; which: Which },
): Promise<Meant | null> {
  const series = await findSeries(ctx, id);
  if (!series) return null;
  const all = await bookingsOf(ctx, series);
  const first = all.find(({ booking }) => booking.id === from);
  if (which === "later" && !first) return null;
  const ahead = aheadIn(all, ctx.now());
  const begins = which === "later" ? (first?.booking.seriesDate ?? "") : "";
  const chosen = ahead.filter(({ booking }) => (booking.seriesDate ?? "") >= begins);
  return { series, chosen, isWhole: chosen.length === ahead.length };
}
