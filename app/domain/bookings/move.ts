import { and, eq } from "drizzle-orm";
import { appointments, bookings } from "#app/db/schema/bookings.ts";
import { brokenConstraint } from "#app/db/violations.ts";
import { record } from "#app/domain/audit/record.ts";
import { availabilityOf, weeksHadEnough } from "#app/domain/availability/find-openings.ts";
import { isOpen } from "#app/domain/availability/openings.ts";
import { readDiary } from "#app/domain/availability/queries.ts";
import { type Ctx, inTransaction, isClient } from "#app/domain/ctx.ts";
import { done, type Refused, type Result, refused } from "#app/values/result.ts";
import { newestToken, renewLink } from "./link.ts";
import { findToChange, type WholeBooking } from "./queries.ts";
import { isLateChange, type MoveRefusal, moveRefusal } from "./rules.ts";
import { lockTherapist, releaseStaleHolds, type Shape, timesOf } from "./take.ts";

type Move = { bookingId: string; therapistId: string; sequence: number; startsAt: number };

/**
 * Give a booking another time. It keeps its price, its terms and its payment; the old private link dies and the calendar
 * entry's SEQUENCE rises. Where it is at that time already, as after a second press, nothing changes and nobody is told.
 * Refuses: slot_taken, already_over, not_movable, moved_already (one late move is allowed).
 */
export function move(
  ctx: Ctx,
  wish: Move,
): Promise<Result<{ token: string; sequence: number }, MoveRefusal | "slot_taken">> {
  return inTransaction(ctx, async (ctx) => {
    await lockTherapist(ctx, wish.therapistId);
    await releaseStaleHolds(ctx, wish.therapistId);
    const found = await findToChange(ctx, wish.bookingId);
    if (!found || found.booking.sequence !== wish.sequence) return refused("not_movable" as const);
    const { booking } = found;
    const terms = { ...booking, startsAt: found.appointment.startsAt.getTime() };
    if (terms.status === "confirmed" && terms.startsAt === wish.startsAt)
      return done({ token: await newestToken(ctx, booking.id), sequence: booking.sequence });
    const now = ctx.now().getTime();
    const refusal =
      moveRefusal(terms, now) ?? ((await isFree(ctx, found, wish.startsAt)) ? null : ("slot_taken" as const));
    if (refusal) return refused(refusal);

    await retime(ctx, found, wish.startsAt);
    const sequence = booking.sequence + 1;
    await ctx.db
      .update(bookings)
      .set({ sequence, movedLate: booking.movedLate || isLateChange(terms, now), changedAt: ctx.now() })
      .where(and(eq(bookings.practiceId, ctx.practiceId), eq(bookings.id, booking.id)));
    const token = await renewLink(ctx, { id: booking.id, sequence });
    await record(
      ctx,
      "booking.moved",
      { id: booking.id, sequence },
      { from: terms.startsAt, to: wish.startsAt },
    );
    return done({ token, sequence });
  }).catch(slotTaken);
}

async function isFree(ctx: Ctx, found: WholeBooking, startsAt: number): Promise<boolean> {
  const { booking, type } = found;
  const span = { from: startsAt, to: startsAt };
  const open = await readDiary(ctx, {
    therapistId: booking.therapistId,
    typeSlug: type.slug,
    ...span,
    except: booking.appointmentId,
  });
  if (!open) return false;
  // A client who moves by themselves may not fill a week of theirs beyond what is agreed; a guest is nobody yet.
  const clientId = isClient(ctx) ? booking.clientId : undefined;
  const fullWeeks = await weeksHadEnough(ctx, open, { clientId, except: booking.appointmentId, ...span });
  const availability = availabilityOf(open, ctx.now().getTime(), shapeOf(found));
  return isOpen({ ...availability, fullWeeks }, startsAt);
}

/** Give an appointment another start; its buffers are those it had, unless some had to be trimmed to fit. */
export async function retime(
  ctx: Ctx,
  found: WholeBooking,
  startsAt: number,
  shape: Shape = shapeOf(found),
): Promise<void> {
  const { bufferBefore, bufferAfter } = shape;
  await ctx.db
    .update(appointments)
    .set({ ...timesOf({ startsAt, type: shape, zone: found.therapist.zone }), bufferBefore, bufferAfter })
    .where(
      and(eq(appointments.practiceId, ctx.practiceId), eq(appointments.id, found.booking.appointmentId)),
    );
}

/** A booking keeps the length and buffers it was made with, whatever its type says since. */
export function shapeOf({ appointment }: WholeBooking): Shape {
  const { startsAt, endsAt, bufferBefore, bufferAfter } = appointment;
  return { minutes: (endsAt.getTime() - startsAt.getTime()) / 60_000, bufferBefore, bufferAfter };
}

/** What Postgres says of a time somebody has, as a refusal; whatever else it says is thrown on. */
export function slotTaken(error: unknown): Refused<"slot_taken"> {
  if (brokenConstraint(error)?.startsWith("appointments_")) return refused("slot_taken");
  throw error;
}
