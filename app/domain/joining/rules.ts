import type { BookingStatus } from "#app/db/schema/bookings.ts";
import type { Place } from "#app/db/schema/session-types.ts";
import { isRoomOpen, roomOpensAt } from "#app/domain/bookings/rules.ts";

/** A session as its door knows it; instants are milliseconds. */
export type Session = { status: BookingStatus; place: Place; startsAt: number; endsAt: number };

/** How the door of a session stands: not one that is on, met elsewhere than in a room, too early, open, or over. */
export type Door = "off" | "elsewhere" | "not_yet" | "open" | "over";

/** How the door of a session stands at `now` (ms). */
export function doorAt({ status, place, ...times }: Session, now: number): Door {
  if (now >= times.endsAt || status === "attended" || status === "no_show") return "over";
  if (status !== "confirmed") return "off";
  if (place !== "online") return "elsewhere";
  return isRoomOpen(times, now) ? "open" : "not_yet";
}

/** Whether something said at a moment (ms) was said at the door of this session: not before a move put it elsewhere in time. */
export function isSaidAtThisDoor(saidAt: number, session: Pick<Session, "startsAt">): boolean {
  return saidAt >= roomOpensAt(session);
}

/** Whether a therapist's licences cover a region; null where the profession knows none (domain, "The gate"). */
export function isCovered(region: string | null, licensed: readonly string[]): boolean | null {
  return licensed.length === 0 ? null : region !== null && licensed.includes(region);
}

type Said = { isLicensed: boolean | null; letInAt: Date | null };

/** Whether somebody who said where they are may go in: outside the licences only when they were let in knowingly. */
export function mayGoIn({ isLicensed, letInAt }: Said): boolean {
  return isLicensed !== false || letInAt !== null;
}
