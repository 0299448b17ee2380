import { and, eq } from "drizzle-orm";
import { bookings } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { availabilityOf } from "#app/domain/availability/find-openings.ts";
import { against, type Breach } from "#app/domain/availability/knowingly.ts";
import { readDiary } from "#app/domain/availability/queries.ts";
import { relationshipOf } from "#app/domain/clients/relationship.ts";
import { lowerAgain } from "#app/domain/codes/reserve.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { holdCredit, spendCredit } from "#app/domain/ledger/credit.ts";
import { newId } from "#app/values/ids.ts";
import { renewLink } from "./link.ts";
import { shapeOf } from "./move.ts";
import type { WholeBooking } from "./queries.ts";
import { isUnlocked } from "./rules.ts";
import { releaseStaleHolds, take } from "./take.ts";

/** What makes a time no longer free for somebody who had it a moment ago; notice and horizon they met then. */
const inTheWay: readonly Breach[] = ["away", "busy", "in_buffers"];

/** The booking by which a lost time was taken again; null when it was not. */
export async function retakeOf(ctx: Ctx, bookingId: string): Promise<string | null> {
  const [again] = await ctx.db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.retakes, bookingId)));
  return again?.id ?? null;
}

/**
 * Take a time again whose hold ran out while it was being paid, as a booking of its own with the same price, terms and as
 * much of the client's credit, where they have it. Call it with the therapist locked, once for each lost time. Null when
 * the time is no longer free, is over, or its door has shut. `by`: whose deed it is, as the log signs it.
 */
export async function retake(ctx: Ctx, lost: WholeBooking, by?: string): Promise<string | null> {
  const { booking, appointment, type } = lost;
  const { therapistId, clientId } = booking;
  const startsAt = appointment.startsAt.getTime();
  if (startsAt <= ctx.now().getTime() || !(await isOpenTo(ctx, lost))) return null;
  await releaseStaleHolds(ctx, therapistId);
  const span = { from: startsAt, to: startsAt };
  const open = await readDiary(ctx, { therapistId, typeSlug: type.slug, ...span, behindTheDoor: true });
  if (!open) return null;
  const shape = shapeOf(lost);
  const { isTaken, breaches } = against(availabilityOf(open, ctx.now().getTime(), shape), startsAt);
  if (isTaken || breaches.some((breach) => inTheWay.includes(breach))) return null;
  const { zone } = open.therapist;
  const taken = await take(ctx, { therapistId, zone, type: { ...open.type, ...shape }, startsAt });
  if (!taken) return null;

  const id = newId();
  const { practiceId, guestName, guestEmail, guestPhone, guestZone, region, source, sourceAddress } = booking;
  const { currency, chargeWhen } = booking;
  const cost = await lowerAgain(ctx, booking);
  const { termsWindow, lateFeePercent, refundPercent } = booking;
  const at = ctx.now();
  const creditUsed = Math.min(booking.creditUsed, await holdCredit(ctx, clientId));
  await ctx.db.insert(bookings).values({
    id,
    ...{ practiceId, therapistId, clientId, appointmentId: taken.appointmentId, status: "confirmed" },
    ...{ guestName, guestEmail, guestPhone, guestZone, region, source, sourceAddress },
    ...{ ...cost, currency, chargeWhen, termsWindow, lateFeePercent, refundPercent },
    creditUsed,
    retakes: booking.id,
    bookedAt: at,
    changedAt: at,
  });
  if (creditUsed > 0) await spendCredit(ctx, { clientId, therapistId, bookingId: id, amount: creditUsed });
  await renewLink(ctx, { id, sequence: 0 });
  await record(ctx, "booking.confirmed", { id, sequence: 0, by }, { retakes: booking.id, wasHeld: true });
  return id;
}

async function isOpenTo(ctx: Ctx, { booking, type }: WholeBooking): Promise<boolean> {
  return isUnlocked(type, await relationshipOf(ctx, booking));
}
