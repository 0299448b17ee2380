import { and, eq, gt } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { nearestOpenings } from "#app/domain/availability/find-openings.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import { mustComeFirst } from "./how-paid.ts";
import { endLinks, renewLink } from "./link.ts";
import { findInReach, type WholeBooking } from "./queries.ts";
import { acceptedUntil } from "./rules.ts";
import { giveBack, lockTherapist, releaseStaleHolds } from "./take.ts";
import { keepWords } from "./words.ts";

export type AnswerRefusal = "not_here" | "changed_meanwhile" | "run_out" | "already_over";

type Request = { bookingId: string; sequence: number };
/** `waitsFor`: what has to come before an accepted time is theirs; null when it is. */
type Answer = { sequence: number; waitsFor: "payment" | "card" | null };
type Answered = Promise<Result<Answer, AnswerRefusal>>;

/**
 * Say yes to a request: it is booked, or kept a day for its payment, and the client is told. Refuses: not_here,
 * changed_meanwhile when it was answered or withdrawn, run_out once it waited too long, already_over when its time has come.
 */
export function accept(ctx: MemberCtx, request: Request): Answered {
  return answer(ctx, request, async (ctx, { booking, appointment }) => {
    if (appointment.startsAt <= ctx.now()) return refused("already_over");
    const due = booking.price - booking.discount - booking.creditUsed;
    const first = await mustComeFirst(ctx, { ...booking, due });
    const sequence = await settle(ctx, booking, acceptedAs(first, appointment.startsAt, ctx.now()));
    if (sequence === null) return refused("changed_meanwhile");
    await renewLink(ctx, { id: booking.id, sequence });
    const about = { id: booking.id, sequence };
    await record(ctx, first === null ? "booking.confirmed" : "booking.accepted", about);
    return done({ sequence, waitsFor: first });
  });
}

/**
 * Say no to a request, kindly: its time is free again, and the client is told with `message` and the open times nearest to
 * the one they asked for. Refuses as `accept` does.
 */
export function decline(ctx: MemberCtx, { message, ...request }: Request & { message?: string | undefined }) {
  return answer(ctx, request, async (ctx, { booking, appointment, type }) => {
    const sequence = await settle(ctx, booking, { status: "cancelled", cancelledBy: "practice" });
    if (sequence === null) return refused("changed_meanwhile");
    // Looked up before the time is given back: it is not offered again to whom it was just refused.
    const { therapistId, clientId, guestZone: visitorZone } = booking;
    const asked = { therapistId, clientId, typeSlug: type.slug, visitorZone, isKnown: true };
    const nearest = await nearestOpenings(ctx, asked, appointment.startsAt.getTime());
    await giveBack(ctx, [booking.appointmentId]);
    await endLinks(ctx, booking.id);
    if (message) await keepWords(ctx, { ...booking, sequence }, "message", message);
    await record(ctx, "booking.declined", { id: booking.id, sequence }, { nearest: nearest.join(" ") });
    return done({ sequence, waitsFor: null });
  });
}

async function answer(
  ctx: MemberCtx,
  { bookingId, sequence }: Request,
  say: (ctx: MemberCtx, found: WholeBooking) => Answered,
): Answered {
  const seen = await findInReach(ctx, "diary.change", bookingId);
  if (!seen) return refused("not_here");
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, seen.booking.therapistId);
    await releaseStaleHolds(ctx, seen.booking.therapistId);
    const found = await findInReach(ctx, "diary.change", bookingId);
    if (!found) return refused("not_here");
    if (found.booking.status === "expired") return refused("run_out");
    if (found.booking.sequence !== sequence) return refused("changed_meanwhile");
    return say(ctx, found);
  });
}

function acceptedAs(first: "payment" | "card" | null, startsAt: Date, now: Date) {
  if (first === null) return { status: "confirmed", holdsUntil: null, heldFor: null } as const;
  const until = acceptedUntil({ startsAt: startsAt.getTime() }, now.getTime());
  return { status: "held", heldFor: first, holdsUntil: new Date(until) } as const;
}

/** One conditional step out of `requested`; null when somebody took it first. */
async function settle(
  ctx: Ctx,
  { id, sequence }: { id: string; sequence: number },
  to: Partial<typeof bookings.$inferInsert>,
): Promise<number | null> {
  const [settled] = await ctx.db
    .update(bookings)
    .set({ ...to, sequence: sequence + 1, changedAt: ctx.now() })
    .where(
      and(
        eq(bookings.practiceId, ctx.practiceId),
        eq(bookings.id, id),
        eq(bookings.sequence, sequence),
        eq(bookings.status, "requested"),
        gt(bookings.holdsUntil, ctx.now()),
      ),
    )
    .returning({ sequence: bookings.sequence });
  return settled?.sequence ?? null;
}
