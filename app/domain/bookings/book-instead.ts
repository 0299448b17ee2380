import { bookings } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { availabilityOf } from "#app/domain/availability/find-openings.ts";
import { capReached, isOpen, openings } from "#app/domain/availability/openings.ts";
import { readDiary } from "#app/domain/availability/queries.ts";
import { relationshipOf } from "#app/domain/clients/relationship.ts";
import { lowerAgain } from "#app/domain/codes/reserve.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { holdCredit, spendCredit } from "#app/domain/ledger/credit.ts";
import { creditTowards } from "#app/domain/ledger/least.ts";
import { newId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Booked } from "./book.ts";
import { renewLink } from "./link.ts";
import { shapeOf } from "./move.ts";
import { findToChange, hasOpenCall, type WholeBooking } from "./queries.ts";
import { isInCare, type Refusal, refusalFor, requestEnds, undoMinutes } from "./rules.ts";
import { lockTherapist, releaseStaleHolds, take } from "./take.ts";

export type InsteadRefusal = Refusal | "not_here" | "not_offered" | "ended";

/** `wasAsked`: the first one waited for a yes, and so does this one. */
type Instead = { bookingId: string; startsAt: number; wasAsked: boolean };

/**
 * Give a client another time in place of one the practice took off: the same kind of session, at the same price and
 * terms, whatever its type says since. It is their own relationship that opens the door, and it must still stand.
 * Refuses: not_here, not_offered, ended, and with the words of `Refusal`.
 */
export function bookInstead(
  ctx: Ctx,
  { bookingId, startsAt, wasAsked }: Instead,
): Promise<Result<Booked, InsteadRefusal>> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findToChange(ctx, bookingId);
    if (!found) return refused("not_here");
    const { therapistId, clientId } = found.booking;
    await lockTherapist(ctx, therapistId);
    await releaseStaleHolds(ctx, therapistId);
    const span = { from: startsAt, to: startsAt };
    const open = await readDiary(ctx, { therapistId, typeSlug: found.type.slug, ...span });
    if (!open) return refused("not_offered");
    const relationship = await relationshipOf(ctx, { clientId, therapistId });
    if (!isInCare(relationship)) return refused("ended");

    const type = { ...open.type, minutes: shapeOf(found).minutes, needsApproval: wasAsked };
    const availability = availabilityOf(open, ctx.now().getTime(), type);
    const wish = {
      startsAt,
      adult: true, // Asked and answered when the first time was booked.
      region: found.booking.region ?? undefined,
      phone: found.booking.guestPhone ?? undefined,
    };
    const known = {
      type,
      regions: open.regions,
      relationship,
      hasOpenCall: false, // The holder of a link is not told what else its address has (decisions, 5).
      cap: capReached(availability, startsAt),
      isOpen: isOpen(availability, startsAt),
    };
    const refusal = refusalFor(wish, known, availability.now);
    if (refusal) return refused(refusal);
    const taken = await take(ctx, { therapistId, zone: open.therapist.zone, type, startsAt });
    if (!taken) return refused("slot_taken");
    const asked = wasAsked && new Date(requestEnds({ startsAt, notice: type.notice }, availability.now));
    const placed = await place(ctx, found, taken.appointmentId, asked || null);
    return done({ ...placed, startsAt, endsAt: taken.endsAt });
  });
}

/**
 * What could be taken in place of a booking between two instants (ms): the starts, in order; or why its door is shut
 * before anybody knocks.
 */
export async function openInstead(
  ctx: Ctx,
  found: WholeBooking,
  span: { from: number; to: number },
): Promise<Result<number[], "ended" | "not_offered">> {
  const { booking, therapist, type } = found;
  const { therapistId, clientId } = booking;
  if (!isInCare(await relationshipOf(ctx, { clientId, therapistId }))) return refused("ended");
  const open = await readDiary(ctx, { therapistId, typeSlug: type.slug, ...span });
  if (!open) return refused("not_offered");
  const shape = { ...open.type, minutes: shapeOf(found).minutes };
  const availability = availabilityOf(open, ctx.now().getTime(), shape);
  const starts = openings(availability, { ...span, visitorZone: therapist.zone });
  return done(starts.map(({ startsAt }) => startsAt));
}

/** `asked`: until when it waits for a yes; null for one that stands at once. */
async function place(ctx: Ctx, { booking, type }: WholeBooking, appointmentId: string, asked: Date | null) {
  const { practiceId, therapistId, clientId, guestName, guestEmail, guestPhone, guestZone, region } = booking;
  const { currency, chargeWhen, termsWindow, lateFeePercent, refundPercent } = booking;
  const cost = await lowerAgain(ctx, booking);
  const id = newId();
  const at = ctx.now();
  const due = cost.price - cost.discount;
  const credit = due > 0 ? await holdCredit(ctx, clientId) : 0;
  const creditUsed = creditTowards(due, { credit, currency });
  await ctx.db.insert(bookings).values({
    id,
    ...{ practiceId, appointmentId, therapistId, clientId, guestName, guestEmail, guestPhone, guestZone },
    ...{ region, ...cost, creditUsed, currency, chargeWhen, termsWindow, lateFeePercent, refundPercent },
    ...(asked
      ? ({ status: "requested", heldFor: "approval", holdsUntil: asked } as const)
      : ({ status: "confirmed" } as const)),
    isSecondOpenCall: type.kind === "discovery" && (await hasOpenCall(ctx, clientId, therapistId)),
    bookedAt: at,
    changedAt: at,
  });
  if (creditUsed > 0) await spendCredit(ctx, { clientId, therapistId, bookingId: id, amount: creditUsed });
  const token = await renewLink(ctx, { id, sequence: 0 });
  const about = { id, sequence: 0 };
  if (asked) await record(ctx, "booking.requested", about);
  else {
    const later = ctx.actor.kind === "client" ? { mail_client_confirmed: undoMinutes * 60 } : {};
    await record(ctx, "booking.confirmed", about, {}, later);
  }
  return { ...about, status: asked ? ("requested" as const) : ("confirmed" as const), token };
}
