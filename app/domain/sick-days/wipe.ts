import { and, eq, inArray } from "drizzle-orm";
import { sickDayBookings } from "#app/db/schema/sick-days.ts";
import type { Ctx } from "#app/domain/ctx.ts";

/** Take sessions that never were off the sick days they fell on. */
export async function wipe(ctx: Ctx, { bookingIds }: { bookingIds: readonly string[] }): Promise<void> {
  await ctx.db
    .delete(sickDayBookings)
    .where(
      and(
        eq(sickDayBookings.practiceId, ctx.practiceId),
        inArray(sickDayBookings.bookingId, [...bookingIds]),
      ),
    );
}
