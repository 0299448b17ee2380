import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { roomOpensAt } from "#app/domain/bookings/rules.ts";
import { sessionOf } from "#app/domain/joining/queries.ts";
import { doorAt } from "#app/domain/joining/rules.ts";
import { timeOnALine } from "#app/routes/when.ts";

/** The room of an online session: whether its door is open, and when it opens in words. */
export type Room = { isOpen: boolean; opens: string };

/** The room of an online session that stands, at `now` (ms); null where there is none to open. */
export function roomOf(whole: WholeBooking, { zone, now }: { zone: string; now: number }): Room | null {
  const session = sessionOf(whole);
  const door = doorAt(session, now);
  if (door !== "open" && door !== "not_yet") return null;
  return {
    isOpen: door === "open",
    opens: timeOnALine(roomOpensAt(session), { zone, locale: whole.practice.locale }),
  };
}
