import { and, eq, inArray } from "drizzle-orm";
import { careRelationships, type DiscoveryBy, type Stage } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";

/** The stages of care. A move that is not drawn here does not exist. */
export const stageMoves = {
  discovery: ["intake", "ended"],
  intake: ["ongoing", "ended"],
  ongoing: ["ended"],
  ended: ["intake"],
} as const satisfies Record<Stage, readonly Stage[]>;

type Move = { clientId: string; therapistId: string; to: Stage; discoveryBy?: DiscoveryBy };

/**
 * Move a care relationship to its next stage. Leaving discovery for intake opens the doors and says who opened them.
 * Refuses: not_now, when the relationship stands elsewhere.
 */
export function moveOn(
  ctx: Ctx,
  { clientId, therapistId, to, discoveryBy }: Move,
): Promise<Result<{ id: string }, "not_now">> {
  return inTransaction(ctx, async (ctx) => {
    const from = (Object.keys(stageMoves) as Stage[]).filter((stage) =>
      (stageMoves[stage] as readonly Stage[]).includes(to),
    );
    const opened = discoveryBy ? { discoveryCompletedAt: ctx.now(), discoveryBy } : {};
    const [moved] = await ctx.db
      .update(careRelationships)
      .set({ stage: to, ...opened })
      .where(
        and(
          eq(careRelationships.practiceId, ctx.practiceId),
          eq(careRelationships.clientId, clientId),
          eq(careRelationships.therapistId, therapistId),
          inArray(careRelationships.stage, from),
        ),
      )
      .returning({ id: careRelationships.id });
    if (!moved) return refused("not_now");
    await record(ctx, "care_relationship.moved_on", moved, { to });
    return done(moved);
  });
}
