import { and, eq, inArray, sql } from "drizzle-orm";
import { careRelationships, type DiscoveryBy, type Stage } from "#app/db/schema/clients.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { stagesBefore } from "./rules.ts";

/** What turn it was, for whoever reads the log: codes and ids only. */
type Turn = { how?: string; reason?: string; words?: string };

type Move = { clientId: string; therapistId: string; to: Stage; discoveryBy?: DiscoveryBy; turn?: Turn };

/**
 * Move a care relationship to its next stage. The first time it leaves discovery opens the doors and says who opened them.
 * Whether somebody may is asked by the verbs that choose it. Refuses: not_now, when the relationship stands elsewhere.
 */
export function moveOn(
  ctx: Ctx,
  { clientId, therapistId, to, discoveryBy, turn = {} }: Move,
): Promise<Result<{ id: string }, "not_now">> {
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.now();
    // A second beginning keeps when and how the doors opened first: sessions booked between stand on it.
    const opened = discoveryBy && {
      discoveryCompletedAt: sql`coalesce(${careRelationships.discoveryCompletedAt}, ${now})`,
      discoveryBy: sql`coalesce(${careRelationships.discoveryBy}, ${discoveryBy})`,
    };
    const [moved] = await ctx.db
      .update(careRelationships)
      .set({ stage: to, notYetAt: null, endedAt: to === "ended" ? now : null, ...opened })
      .where(
        and(
          eq(careRelationships.practiceId, ctx.practiceId),
          eq(careRelationships.clientId, clientId),
          eq(careRelationships.therapistId, therapistId),
          inArray(careRelationships.stage, stagesBefore(to)),
        ),
      )
      .returning({ id: careRelationships.id });
    if (!moved) return refused("not_now");
    // Its beginning was the first turn.
    const sequence = 1 + (await timesSoFar(ctx, moved.id, ["care_relationship.moved_on"]));
    await record(ctx, "care_relationship.moved_on", { ...moved, sequence }, { to, ...turn });
    return done(moved);
  });
}
