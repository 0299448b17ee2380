import { eventsAbout } from "#app/domain/audit/queries.ts";
import { findInReach, type WholeBooking } from "#app/domain/bookings/queries.ts";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { lettersAbout } from "#app/domain/notifications/letters-about.ts";
import { bookingsPaidBy } from "#app/domain/payments/dispute-queries.ts";
import { whenInYear } from "#app/routes/when.ts";

/**
 * What is known of a session somebody paid for, in plain sentences: when it was, when it was booked, whether they came,
 * which letters reached them. Never what kind of session it is, nor a word anybody wrote.
 */
export type Known = {
  id: string;
  startsAt: string;
  when: string;
  minutes: number;
  booked: string;
  terms: Pick<WholeBooking["booking"], "termsWindow" | "lateFeePercent" | "refundPercent">;
  came: string;
  letters: string[];
};

/** The same of everything a payment was for, as far as a member's reach goes. */
export async function knownOf(ctx: MemberCtx, paymentId: string): Promise<Known[]> {
  const all = await bookingsPaidBy(ctx, paymentId);
  const known = await Promise.all(all.map(({ id }) => knownOfOne(ctx, id)));
  return known.filter((one) => one !== null);
}

async function knownOfOne(ctx: MemberCtx, id: string): Promise<Known | null> {
  const found = await findInReach(ctx, "money.take", id);
  if (!found) return null;
  const { booking, appointment, practice, therapist } = found;
  const clock = { zone: therapist.zone, locale: practice.locale };
  const at = (date: Date) => whenInYear(date.getTime(), clock);
  const [events, letters] = await Promise.all([eventsAbout(ctx, id), lettersAbout(ctx, id)]);
  const marked = events.findLast(({ name }) => name === markedBy[booking.status]);
  return {
    id,
    startsAt: appointment.startsAt.toISOString(),
    when: at(appointment.startsAt),
    minutes: (appointment.endsAt.getTime() - appointment.startsAt.getTime()) / 60_000,
    booked: at(booking.bookedAt),
    terms: booking,
    came: cameInWords(found, marked ? at(marked.at) : null, appointment.startsAt > ctx.now()),
    letters: letters.flatMap(({ letter, status, settledAt, fate, fateAt }) => {
      const name = letterNames[letter];
      if (!name || status !== "sent" || !settledAt) return [];
      const arrived = fate === "delivered" && fateAt ? `, and arrived on ${at(fateAt)}` : "";
      return [`${name} was sent by email on ${at(settledAt)}${arrived}.`];
    }),
  };
}

const markedBy: Partial<Record<WholeBooking["booking"]["status"], string>> = {
  attended: "booking.attended",
  no_show: "booking.missed",
  cancelled: "booking.cancelled",
};

function cameInWords({ booking }: WholeBooking, at: string | null, isAhead: boolean): string {
  const on = at ? ` This was noted on ${at}.` : "";
  if (booking.status === "attended") return `The client came.${on}`;
  if (booking.status === "no_show") return `The client did not come.${on}`;
  if (booking.status === "cancelled") {
    const by = booking.cancelledBy === "client" ? "by the client" : "by the practice";
    return `It was cancelled ${by}${at ? ` on ${at}` : ""}.`;
  }
  return isAhead ? "It lies ahead." : "Nobody has noted yet whether the client came.";
}

const letterNames: Record<string, string> = {
  client_confirmed: "The confirmation",
  client_moved: "The new time",
  client_reminder: "A reminder",
  client_cancelled: "The cancellation",
};
