import { eventAt } from "#app/domain/audit/queries.ts";
import { linkToken } from "#app/domain/bookings/link.ts";
import { findBooking, hasNote, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { safeContactAt } from "#app/domain/clients/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import { footerLine } from "#app/domain/site/crisis-lines.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import type { BookingLetter, TherapistLetter, Written } from "#app/emails/letter/booking.ts";
import { oneLine } from "#app/emails/letter/one-line.ts";
import type { Letter, World } from "#app/world.ts";

/** The booking a letter is about, while it still stands as it did when the letter was asked for; null once it moved on. */
export async function asItStood(
  ctx: Ctx,
  { subjectId, sequence }: Subject,
  status: "confirmed" | "cancelled",
): Promise<WholeBooking | null> {
  const found = await findBooking(ctx, subjectId);
  return found && found.booking.status === status && found.booking.sequence === sequence ? found : null;
}

/** What a letter about a booking is made of: rows, and nothing else. */
export async function bookingLetter(ctx: Ctx, found: WholeBooking): Promise<BookingLetter> {
  const { booking, appointment, practice, therapist, type } = found;
  const { email } = await accountOf(ctx, therapist.id);
  // A cancelled booking has no link of its own sequence; the last one it had still shows what became of it.
  const linked = booking.status === "cancelled" ? booking.sequence - 1 : booking.sequence;
  const token = await linkToken(ctx, { id: booking.id, sequence: linked });
  const { name, address, locale } = practice;
  const safe = booking.guestEmail && (await safeContactAt(ctx, booking.clientId, booking.guestEmail));
  return {
    practice: { name, url: ctx.appUrl, replyTo: practice.email, address, locale },
    therapist: { name: therapist.name, firstName: therapist.firstName, email, zone: therapist.zone },
    guest: {
      name: booking.guestName,
      email: booking.guestEmail,
      zone: booking.guestZone,
      phone: booking.guestPhone,
      ...(safe && { isDiscreet: safe.isDiscreet, calendarWords: safe.calendarWords }),
    },
    booking: {
      id: booking.id,
      sequence: booking.sequence,
      startsAt: appointment.startsAt.getTime(),
      endsAt: appointment.endsAt.getTime(),
      place: appointment.place,
      roomUrl: therapist.roomUrl,
      typeName: type.name,
      price: { amount: booking.price, currency: booking.currency },
      manageUrl: `${ctx.appUrl}/book/manage/${token}`,
      termsMinutes: booking.termsWindow,
      writtenAt: booking.changedAt.getTime(),
    },
    help: { words: footerLine(practice.country), url: `${ctx.appUrl}/help-now` },
  };
}

/** The same for the therapist: with what only she is told. */
export async function therapistLetter(ctx: Ctx, found: WholeBooking): Promise<TherapistLetter> {
  const { booking } = found;
  return {
    ...(await bookingLetter(ctx, found)),
    hasNote: await hasNote(ctx, booking),
    isSecondOpenCall: booking.isSecondOpenCall,
    deskUrl: null,
  };
}

/** From when a booking was moved to its present time (ms), and by whom. */
export async function lastMove(
  ctx: Ctx,
  { booking }: WholeBooking,
): Promise<{ from: number; by: "client" | "practice" }> {
  const event = await eventAt(ctx, "booking.moved", booking);
  if (!event) throw new Error(`Booking ${booking.id} was never moved`);
  return {
    from: Number(event.detail.from),
    by: /^(holder|client):/.test(event.actor) ? "client" : "practice",
  };
}

/** Put a letter in its envelope: from the deployment's address, under the practice's name; answers go to the practice. */
export function enveloped(
  world: World,
  written: Written,
  { to, practice }: { to: string; practice: { name: string; email: string } },
): Letter {
  const name = oneLine(practice.name, 60).replaceAll(/["\\<>]/g, "");
  return { ...written, from: `"${name}" <${world.mail.from}>`, to, replyTo: practice.email };
}
