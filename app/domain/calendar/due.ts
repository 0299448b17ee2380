import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { calendarConnections, calendars } from "#app/db/schema/calendar.ts";
import type { Ctx, House } from "#app/domain/ctx.ts";
import { pollMinutes } from "./rules.ts";
import { askFor } from "./turns.ts";

/** Written with what makes a pull that has begun outdated: it is dropped when it is done, and asked again. */
export const outdatesPulls = { revision: sql`${calendars.revision} + 1` };

/** Have a calendar asked soon, once however many ask for it; in the caller's transaction. */
export async function askToPull(ctx: Ctx, calendarIds: readonly string[]): Promise<void> {
  const asked = [];
  for (const id of calendarIds) {
    const now = ctx.now();
    const isWaiting = new Date(now.getTime() - 2 * 60_000);
    const [row] = await ctx.db
      .update(calendars)
      .set({ pullAskedAt: now })
      .where(
        and(
          ...[eq(calendars.practiceId, ctx.practiceId), eq(calendars.id, id), isNull(calendars.endedAt)],
          or(isNull(calendars.pullAskedAt), lte(calendars.pullAskedAt, isWaiting)),
        ),
      )
      .returning({ id: calendars.id });
    if (row) asked.push(row.id);
  }
  await askFor(ctx, "pull_calendar", asked);
}

/** How many calendars are taken up at once when they fall due. */
const handful = 500;

/**
 * Have every calendar asked that is due: the floor under what Google tells by itself. Each is due again after a quarter of
 * an hour whether its pull is done by then or not, so a calendar that hangs keeps none waiting.
 */
export async function pullDue(house: House): Promise<void> {
  const now = house.now();
  for (;;) {
    const taken = await house.db.transaction(async (db) => {
      const rows = await db
        .select({ id: calendars.id, practiceId: calendars.practiceId })
        .from(calendars)
        .leftJoin(calendarConnections, eq(calendarConnections.id, calendars.connectionId))
        .where(
          and(
            ...[isNull(calendars.endedAt), lte(calendars.nextPullAt, now)],
            or(isNull(calendars.connectionId), eq(calendarConnections.state, "connected")),
          ),
        )
        .orderBy(calendars.nextPullAt)
        .limit(handful)
        .for("update", { of: calendars, skipLocked: true });
      const later = sql`${now.toISOString()}::timestamptz + ${pollMinutes} * interval '1 minute'`;
      for (const { id, practiceId } of rows) {
        await db.update(calendars).set({ nextPullAt: later, pullAskedAt: now }).where(eq(calendars.id, id));
        await askFor({ ...house, db, practiceId }, "pull_calendar", [id]);
      }
      return rows.length;
    });
    if (taken < handful) return;
  }
}
