import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { beginCare } from "./add.ts";
import { keepCareWords } from "./care-words.ts";
import { type Door, type Doors, doorsWithin } from "./doors.ts";
import { moveOn } from "./move-on.ts";
import { leaveOpen } from "./not-yet.ts";
import { relationshipBetween } from "./queries.ts";
import { holdClient } from "./reach.ts";
import type { GateReason } from "./rules.ts";

export type BeginRefusal = "already_begun" | "nobody_chosen" | "reason_needed";

/** Why there is no call to begin from: a code for the log, and words that are sealed. */
export type PastGate = { reason: GateReason; words?: string | undefined };

type Beginning = { clientId: string; therapistIds: string[]; pastGate?: PastGate | undefined };

/**
 * Begin together after the call: the named therapists' doors open (every one, where one call opens them all) and the client
 * is told, once. Null when it is not theirs to decide. Refuses: nobody_chosen, reason_needed when no call was held here
 * and no reason is given, already_begun when all of those doors stand open.
 */
export function beginTogether(
  ctx: MemberCtx,
  { clientId, therapistIds, pastGate }: Beginning,
): Promise<Result<{ opened: number }, BeginRefusal> | null> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await holdClient(ctx, "care.decide", clientId))) return null;
    const doors = await doorsWithin(ctx, clientId);
    if (!doors) return null;
    if (therapistIds.some((id) => !doors.openable.some(({ therapistId }) => therapistId === id))) return null;
    const chosen = doors.openable.filter(
      ({ therapistId }) => doors.opensAll || therapistIds.includes(therapistId),
    );
    if (chosen.length === 0) return refused("nobody_chosen");
    const was = doors.call ? null : pastGate;
    if (!doors.call && !was && !chosen.every((door) => stoodOpen(doors, door)))
      return refused("reason_needed");

    const opened: string[] = [];
    for (const { therapistId } of chosen)
      if (await openDoor(ctx, { clientId, therapistId, pastGate: was ?? null })) opened.push(therapistId);
    if (opened.length === 0) return refused("already_begun");
    await leaveOpenWithCaller(ctx, doors, opened);
    const sequence = await timesSoFar(ctx, clientId, ["care_relationship.begun_together"]);
    await record(
      ctx,
      "care_relationship.begun_together",
      { id: clientId, sequence },
      { therapists: opened.join(","), from: ctx.actor.therapistId },
    );
    return done({ opened: opened.length });
  });
}

/** Doors that stood open once open again without a second call. */
function stoodOpen({ cares }: Doors, { therapistId }: Door): boolean {
  return cares.some((care) => care.therapistId === therapistId && care.discoveryCompletedAt !== null);
}

type Opening = { clientId: string; therapistId: string; pastGate: PastGate | null };

async function openDoor(ctx: MemberCtx, { clientId, therapistId, pastGate }: Opening): Promise<boolean> {
  await beginCare(ctx, clientId, therapistId);
  const id = await relationshipBetween(ctx, clientId, therapistId);
  const words =
    pastGate?.words &&
    (await keepCareWords(ctx, { clientId, relationshipId: id }, "past_gate", pastGate.words));
  const turn = pastGate
    ? { how: "past_gate", reason: pastGate.reason, ...(words && { words }) }
    : { how: "begun_together" };
  const discoveryBy = pastGate ? "therapist" : "call";
  return (await moveOn(ctx, { clientId, therapistId, to: "intake", discoveryBy, turn })).ok;
}

/** Whoever held the call and opened a colleague's doors has chosen too: nothing is left hanging with them. */
async function leaveOpenWithCaller(ctx: MemberCtx, { cares }: Doors, opened: string[]): Promise<void> {
  for (const { id, therapistId, stage } of cares)
    if (stage === "discovery" && !opened.includes(therapistId)) await leaveOpen(ctx, id);
}
