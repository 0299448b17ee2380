import { and, eq, inArray } from "drizzle-orm";
import { bookings, type CancelledBy } from "#app/db/schema/bookings.ts";
import { record } from "#app/domain/audit/record.ts";
import { own } from "#app/domain/clients/own.ts";
import { mayAct } from "#app/domain/clients/rules.ts";
import { isCalled } from "#app/domain/codes/queries.ts";
import type { ClientCtx, Ctx } from "#app/domain/ctx.ts";
import { type WholeBooking, wholeBookings } from "./queries.ts";
import { giveBack } from "./take.ts";

/** Times that are kept while somebody pays, or leaves a card. */
const paying = ["payment", "card"] as const;

function isHeldToPay(ctx: Ctx, bookingId: string) {
  return and(
    eq(bookings.practiceId, ctx.practiceId),
    eq(bookings.id, bookingId),
    eq(bookings.status, "held"),
    inArray(bookings.heldFor, [...paying]),
  );
}

/**
 * Make a time that was kept for its payment, or for a card, somebody's: also when its moment has passed and nobody has
 * it yet. It is the deed of whoever paid (`by`), whoever hears of it first. Call it with the therapist locked. Says
 * whether it was still kept.
 */
export async function confirmHeld(ctx: Ctx, bookingId: string, by?: string): Promise<boolean> {
  const [confirmed] = await ctx.db
    .update(bookings)
    .set({ status: "confirmed", heldFor: null, holdsUntil: null, changedAt: ctx.now() })
    .where(isHeldToPay(ctx, bookingId))
    .returning({ sequence: bookings.sequence });
  if (!confirmed) return false;
  const { sequence } = confirmed;
  await record(ctx, "booking.confirmed", { id: bookingId, sequence, by }, { wasHeld: true });
  return true;
}

/** Keep such a time until another moment. Call it with the therapist locked. */
export async function keepHeldUntil(ctx: Ctx, bookingId: string, until: Date): Promise<void> {
  await ctx.db.update(bookings).set({ holdsUntil: until }).where(isHeldToPay(ctx, bookingId));
}

/**
 * Give such a time back: nothing was booked, so nobody is told. Call it with the therapist locked. Says whether it was
 * still kept.
 */
export async function letGoOfHeld(
  ctx: Ctx,
  { id, sequence }: { id: string; sequence: number },
  by: CancelledBy,
): Promise<boolean> {
  const [left] = await ctx.db
    .update(bookings)
    .set({ status: "cancelled", cancelledBy: by, sequence: sequence + 1, changedAt: ctx.now() })
    .where(isHeldToPay(ctx, id))
    .returning({ appointmentId: bookings.appointmentId, sequence: bookings.sequence });
  if (!left) return false;
  await giveBack(ctx, [left.appointmentId]);
  await record(ctx, "booking.let_go", { id, sequence: left.sequence }, { by });
  return true;
}

type Wished = { typeSlug: string; startsAt: number; code?: string | undefined };

/** Whether somebody wishes for what is kept for them already. With another code it is another wish: it costs something else. */
export async function isSameWish(
  ctx: Ctx,
  { booking, appointment, type }: WholeBooking,
  { typeSlug, startsAt, code }: Wished,
): Promise<boolean> {
  const isTime = type.slug === typeSlug && appointment.startsAt.getTime() === startsAt;
  return isTime && (await isCalled(ctx, booking.codeId, code));
}

/** The times a signed-in person has a therapist keep while they pay: at most one, but for two who press at once. */
export function ownHolds(ctx: ClientCtx, therapistId: string): Promise<WholeBooking[]> {
  return wholeBookings(ctx.db).where(
    and(
      own(ctx, mayAct, bookings),
      eq(bookings.therapistId, therapistId),
      eq(bookings.status, "held"),
      inArray(bookings.heldFor, [...paying]),
    ),
  );
}
