import { sql } from "drizzle-orm";
import type { Ctx } from "#app/domain/ctx.ts";

/** Jobs of the calendar lane that no event causes. */
export type CalendarJob = "pull_calendar" | "push_appointment" | "fill_calendar" | "leave_calendar";

/**
 * Have something done in the calendar lane, each time as a piece of work of its own, in the caller's transaction. `waits`
 * are seconds it is left alone first.
 */
export async function askFor(
  ctx: Ctx,
  job: CalendarJob,
  subjectIds: readonly string[],
  waits = 0,
): Promise<void> {
  if (subjectIds.length === 0) return;
  const { rows } = await ctx.db.execute<{ turn: string }>(
    sql`select nextval('calendar_turns') as turn from generate_series(1, ${subjectIds.length})`,
  );
  const work = subjectIds.map((subjectId, index) => ({
    ...{ job, practiceId: ctx.practiceId, subjectId },
    sequence: Number(rows[index]?.turn),
    ...(waits > 0 && { waits }),
  }));
  await ctx.enqueue(ctx.db, "calendar", work);
}
