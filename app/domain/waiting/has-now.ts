import type { Detail } from "#app/domain/audit/record.ts";
import { newestLink } from "#app/domain/bookings/link.ts";
import { findBooking } from "#app/domain/bookings/queries.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Wait } from "./link.ts";

/**
 * The time somebody would like an earlier one for, and which link to it is theirs, as an event keeps them whose letter
 * names them: a booking that moves between two tries changes no letter (decisions, 2). Nothing where nothing is booked.
 */
export async function hasNow(ctx: Ctx, { bookingId }: Pick<Wait, "bookingId">): Promise<Detail> {
  const found = bookingId ? await findBooking(ctx, bookingId) : null;
  if (!found) return {};
  const link = await newestLink(ctx, found.booking.id);
  return { has: found.appointment.startsAt.getTime(), link: link?.sequence ?? null };
}
