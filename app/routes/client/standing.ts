import type { FeeDecision } from "#app/db/schema/bookings.ts";
import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { lateFee } from "#app/domain/bookings/rules.ts";
import { keptUntilInWords } from "#app/routes/paying/pay-of.ts";
import { whenAndWhere } from "#app/routes/when.ts";
import type { TagKind } from "#app/ui/tag.tsx";
import { formatMoney } from "#app/values/money.ts";

/** How a booking stands: a word or two for a list, a sentence or two for its page. */
export type Standing = { tag: string; kind: TagKind; words: string };

/** How a booking stands at `now` (ms), by the clock of its client. */
export function standingOf(whole: WholeBooking, { zone, now }: { zone: string; now: number }): Standing {
  const { booking, appointment, therapist, practice } = whole;
  const { firstName } = therapist;
  const until = booking.holdsUntil
    ? whenAndWhere(booking.holdsUntil.getTime(), { zone, locale: practice.locale }).when
    : "";
  if (booking.holdsUntil && booking.holdsUntil.getTime() <= now && isWaiting(booking.status))
    return lapsed(booking.heldFor === "approval", firstName);
  switch (booking.status) {
    case "requested":
      return {
        tag: "Asked for",
        kind: "wait",
        words: `${firstName} has until ${until} to say yes. You’ll get an email either way.`,
      };
    case "held":
      return {
        tag: "Held for you",
        kind: "wait",
        words: `The time is kept for you until ${keptUntilInWords(whole, { zone, now })}. One step is left.`,
      };
    case "confirmed":
      return confirmed(appointment, now);
    case "attended":
      return { tag: "You were there", kind: "plain", words: "You were there." };
    case "no_show":
      return {
        tag: "Missed",
        kind: "danger",
        words: `It was marked as missed. ${feeInWords(whole)}`,
      };
    case "expired":
      return lapsed(booking.heldFor === "approval", firstName);
    case "cancelled":
      return cancelled(whole);
  }
}

function isWaiting(status: WholeBooking["booking"]["status"]): boolean {
  return status === "requested" || status === "held";
}

/** A request nobody answered, or a hold nobody finished. */
function lapsed(wasAsked: boolean, firstName: string): Standing {
  return {
    tag: wasAsked ? "Not answered" : "Lapsed",
    kind: "plain",
    words: wasAsked
      ? `Sorry: ${firstName} didn’t get to it in time. Nothing was booked, and there is nothing to pay.`
      : "It was never confirmed, so the time was given back.",
  };
}

function confirmed({ startsAt, endsAt }: WholeBooking["appointment"], now: number): Standing {
  if (now < startsAt.getTime()) return { tag: "Confirmed", kind: "ok", words: "It’s yours." };
  return now < endsAt.getTime()
    ? { tag: "Now", kind: "ok", words: "It is going on now." }
    : { tag: "Over", kind: "plain", words: "This one has been." };
}

function cancelled(whole: WholeBooking): Standing {
  const { booking, therapist } = whole;
  if (booking.heldFor === "approval") return closed(whole);
  if (booking.heldFor !== null)
    return { tag: "Let go", kind: "plain", words: "You let this time go. Nothing was booked or taken." };
  if (booking.cancelledBy === "practice")
    return {
      tag: `Cancelled by ${therapist.firstName}`,
      kind: "plain",
      words: `${therapist.firstName} had to cancel this one. It costs you nothing.`,
    };
  if (booking.cancelledBy === "system")
    return { tag: "Cancelled", kind: "plain", words: "It was cancelled, and costs you nothing." };
  const words = booking.isLate
    ? `You cancelled this one late. ${feeInWords(whole)}`
    : "You cancelled this one in time.";
  return { tag: booking.isLate ? "Cancelled late" : "Cancelled", kind: "plain", words };
}

/** A request that came to nothing: declined, or taken back. */
function closed({ booking, therapist }: WholeBooking): Standing {
  return booking.cancelledBy === "practice"
    ? {
        tag: "Not this time",
        kind: "plain",
        words: `${therapist.firstName} couldn’t take the time you asked for. Nothing was booked.`,
      }
    : { tag: "Taken back", kind: "plain", words: "You took your request back. Nothing was booked." };
}

/** What became of the fee of a session that was missed or called off late. */
function feeInWords({ booking, practice, therapist }: WholeBooking): string {
  const amount = lateFee(booking);
  if (amount === 0) return "It costs you nothing.";
  const fee = formatMoney({ amount, currency: booking.currency }, practice.locale);
  const said: Record<FeeDecision, string> = {
    kept: `The ${fee} fee is kept.`,
    waived: `${therapist.firstName} waived the ${fee} fee.`,
  };
  return booking.feeDecision
    ? said[booking.feeDecision]
    : `Whether the ${fee} fee is kept hasn’t been decided yet; ${therapist.firstName} will.`;
}
