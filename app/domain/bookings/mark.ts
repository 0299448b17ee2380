import { and, eq, inArray } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { timesSoFar } from "#app/domain/audit/queries.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { keepBooks } from "#app/domain/ledger/keep.ts";
import { may } from "#app/domain/practices/rules.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { findBooking } from "./queries.ts";
import { waysInto } from "./rules.ts";

export type MarkRefusal = "not_yet" | "not_markable";
type Marked = Result<{ id: string }, MarkRefusal>;

/**
 * Say that a client came. A member may for those in their reach (diary.change), and the house by itself. Refuses: not_yet
 * before the session begins, not_markable when it never stood, is marked so, or is not theirs.
 */
export function markAttended(ctx: Ctx, bookingId: string): Promise<Marked> {
  return mark(ctx, bookingId, { status: "attended", event: "booking.attended" });
}

/** Say that nobody came. Refuses as `markAttended` does. Either mark corrects the other. */
export function markAbsent(ctx: Ctx, bookingId: string): Promise<Marked> {
  return mark(ctx, bookingId, { status: "no_show", event: "booking.missed" });
}

type Mark =
  | { status: "attended"; event: "booking.attended" }
  | { status: "no_show"; event: "booking.missed" };

function mark(ctx: Ctx, bookingId: string, { status, event }: Mark): Promise<Marked> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findBooking(ctx, bookingId);
    if (!found || !mayMark(ctx, found.booking.therapistId)) return refused("not_markable");
    if (found.appointment.startsAt > ctx.now()) return refused("not_yet");
    const [marked] = await ctx.db
      .update(bookings)
      // What became of a fee belongs to one absence: the next one is decided anew.
      .set({ status, feeDecision: null, changedAt: ctx.now() })
      .where(
        and(
          eq(bookings.practiceId, ctx.practiceId),
          eq(bookings.id, bookingId),
          inArray(bookings.status, waysInto(status)),
        ),
      )
      .returning({ id: bookings.id });
    if (!marked) return refused("not_markable");
    const sequence = await timesSoFar(ctx, bookingId, ["booking.attended", "booking.missed"]);
    await record(ctx, event, { ...marked, sequence });
    await keepBooks(ctx, bookingId);
    return done(marked);
  });
}

function mayMark({ actor, practiceId }: Ctx, therapistId: string): boolean {
  return actor.kind === "system" || may(actor, "diary.change", { practiceId, therapistIds: [therapistId] });
}
