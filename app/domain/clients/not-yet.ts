import { and, eq } from "drizzle-orm";
import { careRelationships } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { caresWithin } from "./reach.ts";

/**
 * After the call: leave it open for now. The stage stays, and that somebody chose so is kept. Null when it is not theirs
 * to decide. Refuses: not_now, when it is past that.
 */
export function notYet(
  ctx: MemberCtx,
  { clientId, therapistId }: { clientId: string; therapistId: string },
): Promise<Result<{ id: string }, "not_now"> | null> {
  return inTransaction(ctx, async (ctx) => {
    const cares = await caresWithin(ctx, "care.decide", clientId);
    const care = cares.find((one) => one.therapistId === therapistId);
    if (!care) return null;
    return (await leaveOpen(ctx, care.id)) ? done({ id: care.id }) : refused("not_now");
  });
}

/** Keep that a relationship in discovery was left open just now. Says whether it was in discovery. */
export async function leaveOpen(ctx: MemberCtx, relationshipId: string): Promise<boolean> {
  const [left] = await ctx.db
    .update(careRelationships)
    .set({ notYetAt: ctx.now() })
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.id, relationshipId),
        eq(careRelationships.stage, "discovery"),
      ),
    )
    .returning({ id: careRelationships.id });
  if (left) await record(ctx, "care_relationship.left_open", left);
  return left !== undefined;
}
