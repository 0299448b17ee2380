import { and, eq, isNull } from "drizzle-orm";
import { whereabouts } from "#app/db/schema/joining.ts";
import { record } from "#app/domain/audit/record.ts";
import { findInReach } from "#app/domain/bookings/queries.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";

/**
 * Let somebody in who said they are outside the licences: knowingly, by whoever decides about care, for this session and
 * this place alone. Recorded. False when there is nobody like that at the door.
 */
export function letIn(
  ctx: MemberCtx,
  { bookingId, whereaboutsId }: { bookingId: string; whereaboutsId: string },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    if (!isId(whereaboutsId) || !(await findInReach(ctx, "care.decide", bookingId))) return false;
    const [opened] = await ctx.db
      .update(whereabouts)
      .set({ letInAt: ctx.now(), letInBy: ctx.actor.userId })
      .where(
        and(
          eq(whereabouts.practiceId, ctx.practiceId),
          eq(whereabouts.id, whereaboutsId),
          eq(whereabouts.bookingId, bookingId),
          eq(whereabouts.isLicensed, false),
          isNull(whereabouts.letInAt),
        ),
      )
      .returning({ id: whereabouts.id });
    if (opened) await record(ctx, "joining.let_in", { id: bookingId }, { whereabouts: opened.id });
    return opened !== undefined;
  });
}
