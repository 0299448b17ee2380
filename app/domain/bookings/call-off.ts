import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { type CancelRefusal, cancel } from "./cancel.ts";
import { findInReach } from "./queries.ts";
import { lockTherapist } from "./take.ts";
import { keepWords } from "./words.ts";

type CallingOff = {
  bookingId: string;
  /** Which state of the booking was looked at. */
  sequence: number;
  /** Why, for the practice alone. */
  reason?: string | undefined;
  /** A sentence of one's own for the letter. */
  message?: string | undefined;
};

export type CallOffRefusal = CancelRefusal | "not_here" | "changed_meanwhile" | "not_booked";

/**
 * Call a booking off from the practice's side. The client is told, with a sentence of one's own if there is one; it is
 * never late. Refuses: not_here, changed_meanwhile, not_booked while it is a request, already_over, already_cancelled.
 */
export async function callOff(
  ctx: MemberCtx,
  { bookingId, sequence, reason, message }: CallingOff,
): Promise<Result<{ sequence: number }, CallOffRefusal>> {
  const seen = await findInReach(ctx, "diary.change", bookingId);
  if (!seen) return refused("not_here");
  const { therapistId } = seen.booking;
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, therapistId);
    const found = await findInReach(ctx, "diary.change", bookingId);
    if (!found) return refused("not_here");
    const { booking } = found;
    if (booking.status === "cancelled") return refused("already_cancelled");
    if (booking.status !== "confirmed" && booking.status !== "held") return refused("not_booked");
    if (booking.sequence !== sequence) return refused("changed_meanwhile");
    const cancelled = await cancel(ctx, { bookingId, therapistId, by: "practice", reason });
    if (!cancelled.ok) return cancelled;
    const next = booking.sequence + 1;
    if (message) await keepWords(ctx, { ...booking, sequence: next }, "message", message);
    return done({ sequence: next });
  });
}
