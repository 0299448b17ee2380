import { and, eq } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Against, whatStandsAgainst } from "#app/domain/availability/knowingly.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { renewLink } from "./link.ts";
import { retime, shapeOf, slotTaken } from "./move.ts";
import { findInReach, type WholeBooking } from "./queries.ts";
import { recordSqueeze, squeeze } from "./squeeze.ts";
import { lockTherapist, releaseStaleHolds } from "./take.ts";
import { keepWords } from "./words.ts";

type Move = {
  bookingId: string;
  /** Which state of the booking was looked at. */
  sequence: number;
  startsAt: number;
  /** Whether going against one's own hours, notice, cap, busy times and buffers is meant. */
  knowingly: boolean;
  /** A sentence of one's own for the letter. */
  message?: string | undefined;
};

export type KnowingMoveRefusal =
  | "not_here"
  | "changed_meanwhile"
  | "not_movable"
  | "already_over"
  | "then_already"
  | "slot_taken"
  | "against_your_rules";

/**
 * Give a booking another time from the practice's side: any start, over the therapist's own rules where that is meant,
 * never over another appointment. The client is always written to (decisions, 19); price and terms stay, and it is no
 * late move of theirs. Refuses: not_here, changed_meanwhile, not_movable, already_over, then_already, slot_taken,
 * against_your_rules.
 */
export async function moveKnowingly(
  ctx: MemberCtx,
  wish: Move,
): Promise<Result<{ sequence: number }, KnowingMoveRefusal>> {
  const seen = await findInReach(ctx, "diary.change", wish.bookingId);
  if (!seen) return refused("not_here");
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, seen.booking.therapistId);
    await releaseStaleHolds(ctx, seen.booking.therapistId);
    const found = await findInReach(ctx, "diary.change", wish.bookingId);
    if (!found) return refused("not_here");
    const refusal = standing(found, wish, ctx.now()) ?? whyNot(await standsAgainst(ctx, found, wish), wish);
    if (refusal) return refused(refusal);

    const { booking, appointment } = found;
    const shape = shapeOf(found);
    const { therapistId, appointmentId: except } = booking;
    const squeezed = await squeeze(ctx, { therapistId, startsAt: wish.startsAt, shape, except });
    await retime(ctx, found, wish.startsAt, squeezed.shape);
    const sequence = booking.sequence + 1;
    await ctx.db
      .update(bookings)
      .set({ sequence, changedAt: ctx.now() })
      .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, booking.id)));
    await renewLink(ctx, { id: booking.id, sequence });
    if (wish.message) await keepWords(ctx, { ...booking, sequence }, "message", wish.message);
    await recordSqueeze(ctx, booking.id, shape, squeezed);
    const times = { from: appointment.startsAt.getTime(), to: wish.startsAt };
    await record(ctx, "booking.moved", { id: booking.id, sequence }, times);
    return done({ sequence });
  }).catch(slotTaken);
}

/** What stands against the new time (ms) of a booking, which keeps the length and buffers it was made with. */
export function standsAgainst(
  ctx: Ctx,
  found: WholeBooking,
  { startsAt }: { startsAt: number },
): Promise<Against | null> {
  const { therapistId, appointmentId: except } = found.booking;
  const shape = shapeOf(found);
  return whatStandsAgainst(ctx, { therapistId, typeSlug: found.type.slug, startsAt, except, shape });
}

function standing({ booking, appointment }: WholeBooking, wish: Move, now: Date): KnowingMoveRefusal | null {
  if (booking.status !== "confirmed") return "not_movable";
  if (booking.sequence !== wish.sequence) return "changed_meanwhile";
  if (appointment.startsAt <= now || wish.startsAt <= now.getTime()) return "already_over";
  return appointment.startsAt.getTime() === wish.startsAt ? "then_already" : null;
}

/** A type the therapist stopped offering has no rules left to go against; Postgres still keeps sessions apart. */
function whyNot(against: Against | null, { knowingly }: Move): KnowingMoveRefusal | null {
  if (against?.isTaken) return "slot_taken";
  return against && against.breaches.length > 0 && !knowingly ? "against_your_rules" : null;
}
