import { eventAt } from "#app/domain/audit/queries.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { safeContactAt } from "#app/domain/clients/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { bookingCancelled } from "#app/emails/booking-cancelled.tsx";
import { bookingConfirmed } from "#app/emails/booking-confirmed.tsx";
import { bookingMoved } from "#app/emails/booking-moved.tsx";
import type { Written } from "#app/emails/letter/booking.ts";
import type { World } from "#app/world.ts";
import { asItStood, bookingLetter, enveloped, lastMove } from "./compose.ts";
import { deliver, supersede } from "./deliver.ts";

/** Tell the client their time is theirs. */
export async function mailClientConfirmed(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "confirmed");
  if (!found) return supersede(ctx, keyOf("confirmed", subject));
  await send(ctx, world, found, "confirmed", bookingConfirmed(await bookingLetter(ctx, found)));
}

/** Tell the client their new time, with the new private link. */
export async function mailClientMoved(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "confirmed");
  if (!found) return supersede(ctx, keyOf("moved", subject));
  const { from, by } = await lastMove(ctx, found);
  await send(ctx, world, found, "moved", bookingMoved(await bookingLetter(ctx, found), from, by));
}

/** Tell the client their booking was called off, by whom, and where to find another time. */
export async function mailClientCancelled(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "cancelled");
  if (!found) return supersede(ctx, keyOf("cancelled", subject));
  const by = found.booking.cancelledBy === "client" ? "client" : "practice";
  if (await wasUndoneUnmailed(ctx, found)) return;
  const again = `${ctx.appUrl}/book/${found.therapist.slug}`;
  await send(ctx, world, found, "cancelled", bookingCancelled(await bookingLetter(ctx, found), by, again));
}

/**
 * A client who was signed in when they booked, and took it back within the minutes their letter waits, was never told
 * of it: then there is nothing to take back. A guest's letter, and that of a move, have left by then.
 */
async function wasUndoneUnmailed(ctx: Ctx, { booking }: WholeBooking): Promise<boolean> {
  const undone = await eventAt(ctx, "booking.cancelled", booking);
  if (undone?.detail.undone !== true || booking.sequence !== 1) return false;
  const made = await eventAt(ctx, "booking.confirmed", { id: booking.id, sequence: 0 });
  return made?.actor.startsWith("client:") === true;
}

async function send(
  ctx: Ctx,
  world: World,
  { booking, practice }: WholeBooking,
  letter: string,
  written: Written,
): Promise<void> {
  const { guestEmail: to } = booking;
  if (!to) return;
  const { mayEmail, isDiscreet } = await safeContactAt(ctx, booking.clientId, to);
  if (!mayEmail) return;
  const sender = isDiscreet ? { ...practice, name: "Appointments" } : practice;
  await deliver(ctx, world, {
    key: keyOf(letter, { subjectId: booking.id, sequence: booking.sequence }),
    letter: `client_${letter}`,
    subjectId: booking.id,
    write: () => enveloped(world, written, { to, practice: sender }),
  });
}

function keyOf(letter: string, { subjectId, sequence }: Pick<Subject, "subjectId" | "sequence">): string {
  return `client:${letter}:${subjectId}:${sequence}`;
}
