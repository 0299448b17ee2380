import { eventAt } from "#app/domain/audit/queries.ts";
import { linkToken } from "#app/domain/bookings/link.ts";
import { findBooking, hasNote, type WholeBooking } from "#app/domain/bookings/queries.ts";
import { remindersAt } from "#app/domain/clients/person-at.ts";
import { safeContactAt } from "#app/domain/clients/queries.ts";
import type { Ctx, Subject } from "#app/domain/ctx.ts";
import type { Practice } from "#app/domain/practices/queries.ts";
import { footerLine } from "#app/domain/site/crisis-lines.ts";
import { accountOf } from "#app/domain/therapists/queries.ts";
import type {
  BookingLetter,
  HowBooked,
  Letterhead,
  TherapistLetter,
  Written,
} from "#app/emails/letter/booking.ts";
import { oneLine } from "#app/emails/letter/one-line.ts";
import type { Letter, World } from "#app/world.ts";
import { type ClientLetter, letterOf } from "./client-letters.ts";
import type { Topic } from "./kinds.ts";
import { ownWordsFor } from "./own-words.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";

/** The booking a letter is about, while it still stands as it did when the letter was asked for; null once it moved on. */
export async function asItStood(
  ctx: Ctx,
  { subjectId, sequence }: Subject,
  status: "requested" | "held" | "confirmed" | "cancelled" | "expired",
): Promise<WholeBooking | null> {
  const found = await findBooking(ctx, subjectId);
  return found && found.booking.status === status && found.booking.sequence === sequence ? found : null;
}

/** What stands around every letter of a practice. */
export function letterheadOf({ appUrl }: Pick<Ctx, "appUrl">, practice: Practice): Letterhead {
  const { name, email, address, locale, country } = practice;
  return {
    practice: { name, url: appUrl, replyTo: email, address, locale },
    help: { words: footerLine(country), url: `${appUrl}/help-now` },
  };
}

type About = {
  /** Where the letter leads; the private page unless told otherwise: a declined request has no link. */
  page?: string;
  /** Whose opening of hers it begins with, where the job that writes it goes by another name. */
  letter?: ClientLetter;
  /** When it was asked for: since when her words stand. The booking's last change unless told otherwise. */
  askedAt?: Date;
};

/**
 * What a letter about a booking is made of: rows, and nothing else. Who asked for discretion reads our words alone: a
 * therapist's own might say more than they want seen.
 */
export async function bookingLetter(
  ctx: Ctx,
  found: WholeBooking,
  { page, letter = letterOf(ctx.actor) ?? undefined, askedAt = found.booking.changedAt }: About = {},
): Promise<BookingLetter> {
  const { booking, appointment, practice, therapist, type } = found;
  const { email } = await accountOf(ctx, therapist.id);
  const safe = booking.guestEmail && (await safeContactAt(ctx, booking.clientId, booking.guestEmail));
  const isDiscreet = safe ? safe.isDiscreet : false;
  const asked = { therapistId: therapist.id, letter: letter ?? null, askedAt };
  return {
    ...letterheadOf(ctx, practice),
    ...(isDiscreet ? {} : { own: await ownWordsFor(ctx, asked) }),
    therapist: { name: therapist.name, firstName: therapist.firstName, email, zone: therapist.zone },
    guest: {
      name: booking.guestName,
      email: booking.guestEmail,
      zone: booking.guestZone,
      phone: booking.guestPhone,
      ...(safe && { isDiscreet: safe.isDiscreet, calendarWords: safe.calendarWords }),
      alarms: await alarmsFor(ctx, found),
    },
    booking: {
      id: booking.id,
      sequence: booking.sequence,
      startsAt: appointment.startsAt.getTime(),
      endsAt: appointment.endsAt.getTime(),
      place: appointment.place,
      roomUrl: therapist.roomUrl,
      meets: appointment.meets,
      typeName: type.name,
      price: { amount: booking.price - booking.discount, currency: booking.currency },
      manageUrl: page ?? `${ctx.appUrl}/book/manage/${await lastToken(ctx, booking)}`,
      termsMinutes: booking.termsWindow,
      writtenAt: booking.changedAt.getTime(),
    },
  };
}

/** When their calendar reminds them: as they asked for, else as the session type says. */
async function alarmsFor(ctx: Ctx, { booking, type }: WholeBooking): Promise<number[]> {
  const { clientId, guestEmail } = booking;
  return (guestEmail && (await remindersAt(ctx, clientId, guestEmail))) || type.reminders;
}

/** A cancelled booking has no link of its own sequence; the last one it had still shows what became of it. */
function lastToken(ctx: Ctx, { id, status, sequence }: WholeBooking["booking"]): Promise<string> {
  return linkToken(ctx, { id, sequence: status === "cancelled" ? sequence - 1 : sequence });
}

/** The same for the therapist: with what only she is told, and where she stops letters about the topic. */
export async function therapistLetter(
  ctx: Ctx,
  found: WholeBooking,
  topic: Topic = "diary",
): Promise<TherapistLetter> {
  const { booking, therapist } = found;
  const { userId } = await accountOf(ctx, therapist.id);
  return {
    ...(await bookingLetter(ctx, found)),
    unsubscribeUrl: await unsubscribeUrl(ctx, userId, topic),
    hasNote: await hasNote(ctx, booking),
    isSecondOpenCall: booking.isSecondOpenCall,
    deskUrl: `${ctx.appUrl}/practice/bookings/${booking.id}`,
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

/** How a booking came to stand: asked for by the client, made for them by the practice, or a request it said yes to. */
export async function howBooked(ctx: Ctx, { booking }: WholeBooking): Promise<HowBooked> {
  const event = await eventAt(ctx, "booking.confirmed", booking);
  if (!event?.actor.startsWith("member:")) return "by_client";
  return booking.sequence === 0 ? "by_practice" : "accepted";
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
