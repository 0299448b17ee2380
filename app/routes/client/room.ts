import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { isRoomOpen, roomOpensAt } from "#app/domain/bookings/rules.ts";
import { timeOnALine } from "#app/routes/when.ts";

/** The room of an online session: where it is while it is open, and when it opens in words. */
type Room = { url: string | null; opens: string };

/** The room of an online session that stands, at `now` (ms); null where there is none to open. */
export function roomOf(whole: WholeBooking, { zone, now }: { zone: string; now: number }): Room | null {
  const { booking, appointment, therapist, practice } = whole;
  const session = { startsAt: appointment.startsAt.getTime(), endsAt: appointment.endsAt.getTime() };
  const isAhead = booking.status === "confirmed" && now < session.endsAt;
  if (appointment.place !== "online" || !therapist.roomUrl || !isAhead) return null;
  return {
    url: isRoomOpen(session, now) ? therapist.roomUrl : null,
    opens: timeOnALine(roomOpensAt(session), { zone, locale: practice.locale }),
  };
}
