import { and, eq, gt, lt } from "drizzle-orm";
import { appointments, bookings, type CancelledBy } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import type { Shape } from "#app/domain/availability/find-openings.ts";
import type { OpenDiary } from "#app/domain/availability/queries.ts";
import { beginCare } from "#app/domain/clients/add.ts";
import { acceptPolicies } from "#app/domain/clients/consent.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { renewLink } from "./link.ts";
import { retime } from "./move.ts";
import { findBooking, hasOpenCall } from "./queries.ts";
import { moveRefusal } from "./rules.ts";
import { giveBack, take } from "./take.ts";

type Booking = typeof bookings.$inferSelect;

/** For whom a time is kept, and under which terms. */
type Kept = Pick<
  Booking,
  | "clientId"
  | "guestName"
  | "guestEmail"
  | "guestPhone"
  | "guestZone"
  | "region"
  | "price"
  | "currency"
  | "termsWindow"
  | "lateFeePercent"
  | "refundPercent"
>;

type Hold = {
  open: OpenDiary;
  shape: Shape;
  startsAt: number;
  until: Date;
  kept: Kept;
  /** When the booking was made that would be moved: the doors stood open to it then. */
  bookedAt?: Date | undefined;
};

/**
 * Keep a time for one person until a moment, as an offer. Call it with the therapist locked. Null when Postgres says
 * somebody else has the time.
 */
export async function holdForOffer(
  ctx: Ctx,
  { open, shape, startsAt, until, kept, bookedAt }: Hold,
): Promise<string | null> {
  const { id: therapistId, zone } = open.therapist;
  const taken = await take(ctx, { therapistId, zone, type: { ...open.type, ...shape }, startsAt });
  if (!taken) return null;
  const id = newId();
  const at = ctx.now();
  await ctx.db.insert(bookings).values({
    ...kept,
    id,
    practiceId: ctx.practiceId,
    appointmentId: taken.appointmentId,
    therapistId,
    status: "held",
    heldFor: "offer",
    holdsUntil: until,
    bookedAt: bookedAt ?? at,
    changedAt: at,
  });
  await record(ctx, "booking.held", { id, sequence: 0 });
  return id;
}

/** Keep an offered time until another moment. Call it with the therapist locked. */
export async function holdOfferUntil(ctx: Ctx, bookingId: string, until: Date): Promise<void> {
  await ctx.db
    .update(bookings)
    .set({ holdsUntil: until, changedAt: ctx.now() })
    .where(isOffered(ctx, bookingId));
}

/** Give an offered time back: nobody was booked, so nobody is told. Call it with the therapist locked. Says whether it was held. */
export async function letGoOfOffer(ctx: Ctx, bookingId: string, by: CancelledBy): Promise<boolean> {
  const left = await leave(ctx, bookingId, by);
  if (!left) return false;
  await record(ctx, "booking.let_go", { id: bookingId, sequence: left.sequence }, { by });
  return true;
}

async function leave(ctx: Ctx, bookingId: string, by: CancelledBy) {
  const found = await findBooking(ctx, bookingId);
  if (!found) return null;
  const [left] = await ctx.db
    .update(bookings)
    .set({
      status: "cancelled",
      cancelledBy: by,
      sequence: found.booking.sequence + 1,
      changedAt: ctx.now(),
    })
    .where(isOffered(ctx, bookingId))
    .returning({ sequence: bookings.sequence, appointmentId: bookings.appointmentId });
  if (left) await giveBack(ctx, [left.appointmentId]);
  return left ?? null;
}

/**
 * Make an offered first call the one who was offered it theirs. Call it with the therapist locked; the care relationship
 * begins as it does with any first call. Says the sequence it has now; null when the offer no longer stands.
 */
export async function confirmOffered(ctx: Ctx, bookingId: string): Promise<number | null> {
  const found = await findBooking(ctx, bookingId);
  if (!found) return null;
  const { clientId, therapistId, guestName, sequence } = found.booking;
  const isSecondOpenCall = await hasOpenCall(ctx, clientId, therapistId);
  const now = ctx.now();
  const [confirmed] = await ctx.db
    .update(bookings)
    .set({
      status: "confirmed",
      heldFor: null,
      holdsUntil: null,
      isSecondOpenCall,
      sequence: sequence + 1,
      bookedAt: now,
      changedAt: now,
    })
    .where(and(isOffered(ctx, bookingId), gt(bookings.holdsUntil, now)))
    .returning({ sequence: bookings.sequence });
  if (!confirmed) return null;
  await beginCare(ctx, clientId, therapistId);
  await renewLink(ctx, { id: bookingId, sequence: confirmed.sequence });
  await acceptPolicies(ctx, { clientId, givenBy: guestName, language: "en" });
  await record(ctx, "booking.confirmed", { id: bookingId, sequence: confirmed.sequence });
  return confirmed.sequence;
}

/**
 * Move a booking to a time that was offered for it. The practice invited it, so it is never late, and price and terms
 * stay. Call it with the therapist locked. Says the sequence it has now; null when the offer or the booking no longer stands.
 */
export async function moveToOffered(
  ctx: Ctx,
  { bookingId, offeredId }: { bookingId: string; offeredId: string },
): Promise<number | null> {
  const [found, offered] = [await findBooking(ctx, bookingId), await findBooking(ctx, offeredId)];
  if (!found || !offered?.booking.holdsUntil || offered.booking.holdsUntil <= ctx.now()) return null;
  const { booking, appointment } = found;
  const terms = { ...booking, movedLate: false, startsAt: appointment.startsAt.getTime() };
  if (moveRefusal(terms, ctx.now().getTime())) return null;
  if (!(await leave(ctx, offeredId, "system"))) return null;

  const startsAt = offered.appointment.startsAt.getTime();
  await retime(ctx, found, startsAt);
  const sequence = booking.sequence + 1;
  await ctx.db
    .update(bookings)
    .set({ sequence, changedAt: ctx.now() })
    .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, booking.id)));
  await renewLink(ctx, { id: booking.id, sequence });
  await record(
    ctx,
    "booking.moved",
    { id: booking.id, sequence },
    { from: terms.startsAt, to: startsAt, offered: true },
  );
  return sequence;
}

function isOffered(ctx: Ctx, bookingId: string) {
  return and(
    eq(bookings.practiceId, ctx.practiceId),
    eq(bookings.id, bookingId),
    eq(bookings.status, "held"),
    eq(bookings.heldFor, "offer"),
  );
}

/** Whether any of a therapist's time that touches a span is given away. */
export async function isGivenAway(
  ctx: Ctx,
  { therapistId, startsAt, endsAt }: { therapistId: string; startsAt: Date; endsAt: Date },
): Promise<boolean> {
  const [taken] = await ctx.db
    .select({ id: appointments.id })
    .from(appointments)
    .where(
      and(
        eq(appointments.practiceId, ctx.practiceId),
        eq(appointments.therapistId, therapistId),
        eq(appointments.occupies, true),
        gt(appointments.endsAt, startsAt),
        lt(appointments.startsAt, endsAt),
      ),
    )
    .limit(1);
  return taken !== undefined;
}
