import { and, eq } from "drizzle-orm";
import { busyTimes } from "#app/db/schema/availability.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { within } from "#app/domain/practices/reach.ts";
import { isId } from "#app/values/ids.ts";

/** Give blocked time back. Null when it is not theirs, was given back before, or came from a calendar of their own. */
export async function freeTime(ctx: MemberCtx, blockId: string): Promise<{ id: string } | null> {
  if (!isId(blockId)) return null;
  return inTransaction(ctx, async (inside) => {
    const [freed] = await inside.db
      .delete(busyTimes)
      .where(
        and(
          within(ctx, "diary.change", busyTimes),
          eq(busyTimes.id, blockId),
          eq(busyTimes.source, "manual"),
        ),
      )
      .returning({ id: busyTimes.id });
    if (!freed) return null;
    await record(inside, "busy_time.freed", freed);
    return freed;
  });
}
