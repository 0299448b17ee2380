import type { BookingStatus } from "#app/db/schema/bookings.ts";
import type { Stage } from "#app/db/schema/clients.ts";
import type { Place, SessionKind } from "#app/db/schema/session-types.ts";
import type { Cap } from "#app/domain/availability/caps.ts";
import { isOpenToStrangers } from "#app/domain/session-types/rules.ts";

const minute = 60_000;
const day = 86_400_000;

/** How long a booking can be taken back as if it had never been, and how long its private link lives on after it. */
export const undoMinutes = 3;
export const linkDays = 30;

/** How long a page to pay on lives, how much longer its time is kept, and how often that can begin anew (decisions, 16). */
export const payMinutes = 31;
export const graceMinutes = 5;
export const payRenewals = 2;

/** How long an accepted request keeps its time for its payment (decisions, 15). */
const acceptedHours = 24;

/** Until when (ms) a request that was accepted at `now` keeps its time while it is to be paid: never past its start. */
export function acceptedUntil({ startsAt }: { startsAt: number }, now: number): number {
  return Math.min(now + acceptedHours * 60 * minute, startsAt);
}

/** How long after its end an unmarked session is a loose end, and when it counts as attended by itself (decisions, 18). */
export const unmarkedHours = 2;
export const marksItselfHours = unmarkedHours + 48;

/** How long before its start the room of an online session opens. */
const roomMinutes = 10;

/** The life of a booking. A move that is not drawn here does not exist (domain, "Life of a booking"). */
export const moves = {
  requested: ["held", "confirmed", "cancelled", "expired"],
  held: ["confirmed", "cancelled", "expired"],
  confirmed: ["attended", "no_show", "cancelled"],
  attended: ["no_show"],
  no_show: ["attended"],
  cancelled: [],
  expired: [],
} as const satisfies Record<BookingStatus, readonly BookingStatus[]>;

/** The states a booking can come from to reach another. */
export function waysInto(to: BookingStatus): BookingStatus[] {
  return (Object.keys(moves) as BookingStatus[]).filter((from) =>
    (moves[from] as readonly BookingStatus[]).includes(to),
  );
}

/** One too many: for the therapist's day or week, or for the week of whoever asks. */
export type CapRefusal = "day_full" | "week_full" | "own_week_full";

export const cappedBy: Record<Cap, CapRefusal> = {
  day: "day_full",
  week: "week_full",
  own_week: "own_week_full",
};

/** Why a wish is not granted. Whether the time is free is asked last: a locked door says nothing about the room. */
export type Refusal =
  | "needs_discovery"
  | "adults_only"
  | "not_licensed_there"
  | "phone_needed"
  | "too_soon"
  | "too_far"
  | "over_limit"
  | CapRefusal
  | "slot_taken";

type Type = {
  kind: SessionKind;
  isOpenToAll: boolean;
  needsApproval: boolean;
  place: Place;
  ageFrom: number;
  notice: number;
  horizonDays: number;
};

export type Wished = {
  startsAt: number;
  adult: boolean;
  region?: string | undefined;
  phone?: string | undefined;
};

export type Known = {
  type: Type;
  regions: string[];
  /** The care relationship of the person who is signed in; null for everybody else, whatever address they typed. */
  relationship: { stage: Stage; discoveryCompletedAt: Date | null } | null;
  hasOpenCall: boolean;
  cap: Cap | null;
  isOpen: boolean;
};

/** The first reason a wish cannot be granted at `now` (ms), or null. */
export function refusalFor(wish: Wished, known: Known, now: number): Refusal | null {
  const { type, regions } = known;
  if (!isUnlocked(type, known.relationship)) return "needs_discovery";
  if (type.ageFrom >= 18 && !wish.adult) return "adults_only";
  if (type.place === "phone" && !wish.phone) return "phone_needed";
  if (type.place === "online" && regions.length > 0 && !(wish.region && regions.includes(wish.region)))
    return "not_licensed_there";
  if (wish.startsAt < now + type.notice * minute) return "too_soon";
  if (type.needsApproval && requestEnds({ startsAt: wish.startsAt, notice: type.notice }, now) <= now)
    return "too_soon"; // Nobody could answer it in time.
  if (wish.startsAt > now + type.horizonDays * day) return "too_far";
  if (type.kind === "discovery" && known.hasOpenCall) return "over_limit";
  if (known.cap) return cappedBy[known.cap];
  return known.isOpen ? null : "slot_taken";
}

/** How long a request waits for its answer at most. */
const requestHours = 48;

/** Until when (ms) a request made at `now` waits: the sooner of two days and its start less its type's notice (decisions, 15). */
export function requestEnds(wish: { startsAt: number; notice: number }, now: number): number {
  return Math.min(now + requestHours * 60 * minute, wish.startsAt - wish.notice * minute);
}

/** The gate: strangers get the discovery call and open events; the rest opens when a therapist chose to begin. */
export function isUnlocked(
  type: Pick<Type, "kind" | "isOpenToAll">,
  relationship: Known["relationship"],
): boolean {
  if (isOpenToStrangers(type)) return true;
  if (!relationship?.discoveryCompletedAt) return false;
  return relationship.stage === "intake" || relationship.stage === "ongoing";
}

/** Whether somebody is in a therapist's care, from the first call on: they are seen though nobody new is taken. */
export function isInCare(relationship: { stage: Stage } | null): boolean {
  return relationship !== null && relationship.stage !== "ended";
}

/** Why a door stays shut to somebody, for a page that says so before anybody knocks. */
export type ShutBecause = "first_call" | "on_your_own" | "ended" | "for_couples" | "adults_only";

type Asker = { relationship: Known["relationship"]; isUnderAge: boolean; isTwo: boolean };

/** Why somebody cannot book a type at all, or null when its door is open: the gate as `refusalFor` reads it, with its reason. */
export function shutBecause(type: Pick<Type, "kind" | "isOpenToAll" | "ageFrom">, asker: Asker) {
  if (type.ageFrom >= 18 && asker.isUnderAge) return "adults_only" as const;
  if (isUnlocked(type, asker.relationship)) return null;
  if (type.kind === "couple" && !asker.isTwo) return "for_couples" as const;
  return asker.relationship?.stage === "ended" ? ("ended" as const) : ("first_call" as const);
}

type Terms = { startsAt: number; termsWindow: number };

/** Until when (ms) a booking can be moved or cancelled freely. */
export function freeUntil({ startsAt, termsWindow }: Terms): number {
  return startsAt - termsWindow * minute;
}

/** Whether a change at `now` falls outside the terms. */
export function isLateChange(terms: Terms, now: number): boolean {
  return now > freeUntil(terms);
}

/** Whether a cancellation at `now` is late. The fee belongs to the original time: a late move carries it along. */
export function isLateCancellation(booking: Terms & { movedLate: boolean }, now: number): boolean {
  return booking.movedLate || isLateChange(booking, now);
}

/** Whether a booking can still be undone: cancelled as if it had never been. */
export function canUndo(bookedAt: number, now: number): boolean {
  return now <= bookedAt + undoMinutes * minute;
}

/** Whether a private link still opens: it lives until a month after the session it is for. */
export function isLinkAlive(link: { endedAt: Date | null }, endsAt: number, now: number): boolean {
  return link.endedAt === null && now <= endsAt + linkDays * day;
}

type Movable = Terms & { status: BookingStatus; movedLate: boolean };

export type MoveRefusal = "already_over" | "not_movable" | "moved_already";

/** Why a booking cannot be moved at all at `now`, or null. After one late move its terms are behind it, so a second is asked for in person. */
export function moveRefusal(booking: Movable, now: number): MoveRefusal | null {
  if (booking.status !== "confirmed") return "not_movable";
  if (booking.startsAt <= now) return "already_over";
  return booking.movedLate ? "moved_already" : null;
}

type Charged = { price: number; discount: number; lateFeePercent: number };

/**
 * The fee (minor units) that falls due when a booking is cancelled late or missed: a share of what it would have cost
 * whoever comes, half rounded up.
 */
export function lateFee({ price, discount, lateFeePercent }: Charged): number {
  return Math.round(((price - discount) * lateFeePercent) / 100);
}

type Session = { startsAt: number; endsAt: number };

/** From when (ms) the room of an online session is open. */
export function roomOpensAt({ startsAt }: Pick<Session, "startsAt">): number {
  return startsAt - roomMinutes * minute;
}

/** Whether the room is open at `now` (ms): until the session ends. */
export function isRoomOpen(session: Session, now: number): boolean {
  return now >= roomOpensAt(session) && now < session.endsAt;
}

/** Whether a client may still send lines before a session, or change them, at `now` (ms): until it starts. */
export function maySendLines(
  { status, startsAt }: { status: BookingStatus; startsAt: number },
  now: number,
): boolean {
  return (status === "confirmed" || status === "requested" || status === "held") && now < startsAt;
}

type Fee = Charged & { status: BookingStatus; isLate: boolean };

/** Whether such a fee fell due. Nothing is taken by it: a person keeps it or waives it. */
export function isFeeDue(booking: Fee): boolean {
  const isOwed = booking.status === "no_show" || (booking.status === "cancelled" && booking.isLate);
  return isOwed && lateFee(booking) > 0;
}
