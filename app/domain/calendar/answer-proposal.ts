import { and, eq } from "drizzle-orm";
import { calendarEntries } from "#app/db/schema/calendar/entries.ts";
import { type KnowingMoveRefusal, moveKnowingly } from "#app/domain/bookings/move-knowingly.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { closeProposal, openProposals, proposalById } from "./proposals.ts";
import { askFor } from "./turns.ts";

export type AnswerRefusal = "not_here" | "answered_already";

/** Move the appointment to where Google has it, and tell the client. Refuses as `moveKnowingly`, and answered_already. */
export async function followGoogle(
  ctx: MemberCtx,
  proposalId: string,
  { sequence, message }: { sequence: number; message?: string | undefined },
): Promise<Result<{ sequence: number }, AnswerRefusal | KnowingMoveRefusal>> {
  const found = await proposalById(ctx, proposalId, "diary.change");
  if (found?.kind !== "moved" || !found.startsAt) return refused("not_here");
  const { startsAt } = found;
  if (found.closedAt) return refused("answered_already");
  const [proposal] = (await openProposals(ctx)).filter(({ id }) => id === proposalId);
  if (!proposal) return refused("answered_already");
  return inTransaction(ctx, async (ctx) => {
    const wish = { bookingId: proposal.booking.id, sequence, startsAt: startsAt.getTime() };
    // The therapist put it there with their own hand: that is as knowing as it gets.
    const moved = await moveKnowingly(ctx, { ...wish, knowingly: true, message });
    if (moved.ok) await closeProposal(ctx, proposalId, "moved");
    return moved;
  });
}

/** Have Google show the appointment as it stands here. Refuses: not_here, answered_already. */
export async function putBack(ctx: MemberCtx, proposalId: string): Promise<Result<null, AnswerRefusal>> {
  const found = await proposalById(ctx, proposalId, "diary.change");
  if (!found) return refused("not_here");
  return inTransaction(ctx, async (ctx) => {
    if (!(await closeProposal(ctx, proposalId, "put_back"))) return refused("answered_already");
    // What it should be is unchanged, so that it was ever written is forgotten; then it is written.
    const set = { face: null, ...(found.kind === "deleted" && { status: "gone" as const }) };
    await ctx.db
      .update(calendarEntries)
      .set(set)
      .where(and(eq(calendarEntries.practiceId, ctx.practiceId), eq(calendarEntries.id, found.entryId)));
    await askFor(ctx, "push_appointment", [found.appointmentId]);
    return done(null);
  });
}
