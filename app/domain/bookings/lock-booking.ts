import { and, eq } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Keep a booking as it is until the transaction ends, so that two hands at what belongs to it take turns. */
export async function lockBooking(ctx: Ctx, bookingId: string): Promise<void> {
  await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, bookingId)))
    .for("no key update");
}
