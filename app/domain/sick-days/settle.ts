import { and, eq, isNull } from "drizzle-orm";
import { sickDayBookings } from "#app/db/schema/sick-days.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { sickDayWithin } from "./queries.ts";

type Lost = { sickDayId: string; bookingId: string };

/** Say that nothing more is to be done about a session that was called off. False when it is not theirs, or there is none. */
export async function settle(ctx: MemberCtx, { sickDayId, bookingId }: Lost): Promise<boolean> {
  if (!isId(bookingId) || !(await sickDayWithin(ctx, sickDayId))) return false;
  return inTransaction(ctx, async (ctx) => {
    const which = rowOf(ctx, { sickDayId, bookingId });
    const [row] = await ctx.db
      .select({ settledAt: sickDayBookings.settledAt })
      .from(sickDayBookings)
      .where(and(which, eq(sickDayBookings.calledOff, true)));
    if (!row) return false;
    const [settled] = await ctx.db
      .update(sickDayBookings)
      .set({ settledAt: ctx.now() })
      .where(and(which, isNull(sickDayBookings.settledAt)))
      .returning({ id: sickDayBookings.bookingId });
    if (settled) await record(ctx, "sick_day.settled", { id: sickDayId }, { booking: bookingId });
    return true;
  });
}

/** Which booking took the place of one that was called off. Call it with the therapist locked. */
export async function noteTaken(ctx: Ctx, lost: Lost, takenBookingId: string): Promise<void> {
  await ctx.db.update(sickDayBookings).set({ takenBookingId }).where(rowOf(ctx, lost));
}

function rowOf(ctx: Ctx, { sickDayId, bookingId }: Lost) {
  return and(
    eq(sickDayBookings.practiceId, ctx.practiceId),
    eq(sickDayBookings.sickDayId, sickDayId),
    eq(sickDayBookings.bookingId, bookingId),
  );
}
