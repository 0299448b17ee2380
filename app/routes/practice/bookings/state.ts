import type { BookingStatus, CancelledBy } from "#app/db/schema/bookings.ts";
import { timeOnALine } from "#app/routes/when.ts";
import type { TagKind } from "#app/ui/tag.tsx";

export type State = { kind: TagKind; words: string };

type Stands = {
  status: BookingStatus;
  startsAt: Date;
  endsAt: Date;
  heldFor: string | null;
  holdsUntil: Date | null;
  cancelledBy: CancelledBy | null;
  isLate: boolean;
};

/** How a booking stands at `now` (ms), in a word or two, by the therapist's clock. */
export function stateOf(booking: Stands, now: number, clock: { zone: string; locale: string }): State {
  const { status, heldFor, holdsUntil } = booking;
  switch (status) {
    case "requested":
    case "held": {
      if (!holdsUntil || holdsUntil.getTime() <= now) return { kind: "plain", words: "Ran out" };
      const until = timeOnALine(holdsUntil.getTime(), clock);
      if (status === "requested") return { kind: "wait", words: "Requested" };
      return { kind: "wait", words: `${heldFor === "offer" ? "Offered" : "Held"} until ${until}` };
    }
    case "confirmed":
      if (booking.endsAt.getTime() <= now) return { kind: "wait", words: "Not marked" };
      return booking.startsAt.getTime() <= now
        ? { kind: "info", words: "Now" }
        : { kind: "info", words: "Booked" };
    case "attended":
      return { kind: "ok", words: "Came" };
    case "no_show":
      return { kind: "danger", words: "Didn’t come" };
    case "cancelled":
      return { kind: "plain", words: cancelledInWords(booking) };
    case "expired":
      return { kind: "plain", words: "Ran out" };
  }
}

function cancelledInWords({ cancelledBy, isLate }: Stands): string {
  if (cancelledBy === "practice") return "Cancelled by you";
  return isLate ? "Cancelled late" : "Cancelled";
}
