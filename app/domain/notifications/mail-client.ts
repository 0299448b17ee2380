import { eventAt } from "#app/domain/audit/queries.ts";
import { newestToken } from "#app/domain/bookings/link.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { isToldTogether } from "#app/domain/bookings/together.ts";
import { readWords } from "#app/domain/bookings/words.ts";
import { isInvented, safeContactAt } from "#app/domain/clients/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { suggestedFor } from "#app/domain/sick-days/queries.ts";
import { bookingCancelled } from "#app/emails/booking-cancelled.tsx";
import { bookingConfirmed } from "#app/emails/booking-confirmed.tsx";
import { bookingDeclined } from "#app/emails/booking-declined.tsx";
import { bookingMoved } from "#app/emails/booking-moved.tsx";
import { fallenIll } from "#app/emails/fallen-ill.tsx";
import type { Written } from "#app/emails/letter/booking.ts";
import type { World } from "#app/world.ts";
import { choiceOffered } from "./choice-offered.ts";
import { asItStood, bookingLetter, enveloped, howBooked, lastMove } from "./compose.ts";
import { deliver, supersede } from "./deliver.ts";
import { invitationOf } from "./invitation.ts";
import { ownDeed } from "./own-deed.ts";

/** Tell the client their time is theirs. */
export async function mailClientConfirmed(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  if (await isToldTogether(ctx, "booking.confirmed", subject)) return;
  const found = await asItStood(ctx, subject, "confirmed");
  if (!found) return supersede(ctx, keyOf("confirmed", subject));
  const own = await ownDeed(ctx, found, "booking.confirmed");
  if (own?.isUnwanted) return supersede(ctx, keyOf("confirmed", subject));
  const letter = { ...(await bookingLetter(ctx, found)), ...own?.stop };
  const how = { by: await howBooked(ctx, found), joinUrl: await invitationOf(ctx, found) };
  await send(ctx, world, found, "confirmed", bookingConfirmed(letter, how));
}

/** Tell the client their new time, with the new private link. */
export async function mailClientMoved(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  if (await isToldTogether(ctx, "booking.moved", subject)) return;
  const found = await asItStood(ctx, subject, "confirmed");
  if (!found) return supersede(ctx, keyOf("moved", subject));
  const { from, by } = await lastMove(ctx, found);
  const own = await ownDeed(ctx, found, "booking.moved");
  if (own?.isUnwanted) return supersede(ctx, keyOf("moved", subject));
  const letter = { ...(await bookingLetter(ctx, found)), ...own?.stop };
  await send(ctx, world, found, "moved", bookingMoved(letter, from, by, await ownWords(ctx, found)));
}

/** Tell the client their booking was called off, by whom, and where to find another time. */
export async function mailClientCancelled(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  if (await isToldTogether(ctx, "booking.cancelled", subject)) return;
  const found = await asItStood(ctx, subject, "cancelled");
  if (!found) return supersede(ctx, keyOf("cancelled", subject));
  const by = found.booking.cancelledBy === "client" ? "client" : "practice";
  if (await wasUndoneUnmailed(ctx, found)) return;
  if (await mailFallenIll(ctx, world, found, "cancelled")) return;
  const own = await ownDeed(ctx, found, "booking.cancelled");
  if (own?.isUnwanted) return supersede(ctx, keyOf("cancelled", subject));
  const letter = { ...(await bookingLetter(ctx, found)), ...own?.stop };
  const words = await ownWords(ctx, found);
  const choice = await choiceOffered(ctx, [found]);
  const off = { by, words, wasAsked: await wasAsked(ctx, found), choice } as const;
  await send(ctx, world, found, "cancelled", bookingCancelled(letter, again(ctx, found), off));
}

/** Tell the client, kindly, that the time they asked for cannot be theirs. */
export async function mailClientDeclined(ctx: Ctx, world: World, subject: Subject): Promise<void> {
  const found = await asItStood(ctx, subject, "cancelled");
  if (!found) return supersede(ctx, keyOf("declined", subject));
  if (await mailFallenIll(ctx, world, found, "declined")) return;
  const letter = await bookingLetter(ctx, found, { page: again(ctx, found) });
  const written = bookingDeclined(letter, await ownWords(ctx, found), await openThen(ctx, found));
  await send(ctx, world, found, "declined", written);
}

/** The open times (ms) nearest to one that was declined, as they stood then. */
async function openThen(ctx: Ctx, { booking }: WholeBooking): Promise<number[]> {
  const event = await eventAt(ctx, "booking.declined", booking);
  return String(event?.detail.nearest ?? "")
    .split(" ")
    .filter(Boolean)
    .map(Number);
}

/** Where it was a sick day that took the time off, its letter goes in the place of the plain one. Says whether it was. */
async function mailFallenIll(
  ctx: Ctx,
  world: World,
  found: WholeBooking,
  inPlaceOf: "cancelled" | "declined",
): Promise<boolean> {
  const suggested = await suggestedFor(ctx, found.booking.id);
  if (!suggested) return false;
  const page = `${ctx.appUrl}/book/manage/${await newestToken(ctx, found.booking.id)}`;
  const letter = await bookingLetter(ctx, found, { page, letter: "client_fallen_ill" });
  const wasAsked = inPlaceOf === "declined";
  const choice = await choiceOffered(ctx, [found]);
  const written = fallenIll(letter, { ...suggested, wasAsked, choice }, await ownWords(ctx, found));
  await send(ctx, world, found, inPlaceOf, written);
  return true;
}

/** Where another time with this therapist is to be found. */
export function again(ctx: Ctx, { therapist }: WholeBooking): string {
  return `${ctx.appUrl}/book/${therapist.slug}`;
}

/** Whether what was called off was only asked for yet. */
export async function wasAsked(ctx: Ctx, { booking }: WholeBooking): Promise<boolean> {
  return (await eventAt(ctx, "booking.cancelled", booking))?.detail.asked === true;
}

/** What the practice wrote of its own for this state of the booking. */
function ownWords(ctx: Ctx, { booking }: WholeBooking): Promise<string | null> {
  return readWords(ctx, booking, "message");
}

/**
 * A client who was signed in when they booked, and took it back within the minutes their letter waits, was never told
 * of it: then there is nothing to take back. A guest's letter, that of a move and that of what was paid have left by then.
 */
async function wasUndoneUnmailed(ctx: Ctx, { booking }: WholeBooking): Promise<boolean> {
  const undone = await eventAt(ctx, "booking.cancelled", booking);
  if (undone?.detail.undone !== true || booking.sequence !== 1) return false;
  const made = await eventAt(ctx, "booking.confirmed", { id: booking.id, sequence: 0 });
  return made?.actor.startsWith("client:") === true && made.detail.wasHeld !== true;
}

/** Send a client the letter of a kind about the state their booking is in. */
export function send(
  ctx: Ctx,
  world: World,
  found: WholeBooking,
  letter: string,
  written: Written,
): Promise<void> {
  const { id: subjectId, sequence } = found.booking;
  const key = keyOf(letter, { subjectId, sequence });
  return sendToClient(ctx, world, found, { key, letter: `client_${letter}`, written });
}

/** Send a client a letter about their booking, where the practice knows an address and may use it. */
export async function sendToClient(
  ctx: Ctx,
  world: World,
  { booking, practice }: WholeBooking,
  { key, letter, written }: { key: string; letter: string; written: Written },
): Promise<void> {
  const { guestEmail: to } = booking;
  if (!to || (await isInvented(ctx, booking.clientId))) return;
  const { mayEmail, isDiscreet } = await safeContactAt(ctx, booking.clientId, to);
  if (!mayEmail) return;
  const sender = isDiscreet ? { ...practice, name: "Appointments" } : practice;
  await deliver(ctx, world, {
    key,
    letter,
    subjectId: booking.id,
    write: () => enveloped(world, written, { to, practice: sender }),
  });
}

/** What makes a letter to a client one: its kind, its booking and the state it tells of. */
export function keyOf(
  letter: string,
  { subjectId, sequence }: Pick<Subject, "subjectId" | "sequence">,
): string {
  return `client:${letter}:${subjectId}:${sequence}`;
}
