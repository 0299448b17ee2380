import type { Stage } from "#app/db/schema/clients.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { type Result, refused } from "#app/values/result.ts";
import { moveOn } from "./move-on.ts";
import { holdCare } from "./reach.ts";
import { stagesByHand } from "./rules.ts";

type Change = { clientId: string; therapistId: string; to: Stage };

/**
 * Move care to another stage by hand: past intake, to its end, or back from there without a second call. Null when it is
 * not theirs to decide. Refuses: not_now, when that step does not lead on from where it stands.
 */
export function changeStage(
  ctx: MemberCtx,
  { clientId, therapistId, to }: Change,
): Promise<Result<{ id: string }, "not_now"> | null> {
  return inTransaction(ctx, async (ctx) => {
    const care = await holdCare(ctx, { clientId, therapistId });
    if (!care) return null;
    if (!stagesByHand(care).includes(to)) return refused("not_now");
    return moveOn(ctx, { clientId, therapistId, to, turn: { how: "by_hand" } });
  });
}
