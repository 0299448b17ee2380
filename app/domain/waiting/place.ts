import { and, count, eq, lt, or } from "drizzle-orm";
import { waits } from "#app/db/schema/waiting.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { Wait } from "./link.ts";

/** How many people wait for the same therapist since longer. */
export async function peopleBefore(ctx: Ctx, wait: Wait): Promise<number> {
  const [before] = await ctx.db
    .select({ count: count() })
    .from(waits)
    .where(
      and(
        eq(waits.practiceId, ctx.practiceId),
        eq(waits.therapistId, wait.therapistId),
        eq(waits.status, "waiting"),
        or(lt(waits.joinedAt, wait.joinedAt), and(eq(waits.joinedAt, wait.joinedAt), lt(waits.id, wait.id))),
      ),
    );
  return before?.count ?? 0;
}
