import type { WholeBooking } from "#app/domain/bookings/queries.ts";
import { freeUntil, isLateCancellation } from "#app/domain/bookings/rules.ts";
import { priceBooked } from "./price-in-words.ts";
import { whenAndWhere } from "./when.ts";

/** Whose clock a booking is shown by, and what time it is (ms). */
export type Shown = { zone: string; now: number };

/** A booking as its pages show it, in its client's clock and the therapist's. */
export function shownBooking(whole: WholeBooking, { zone, now }: Shown) {
  const { booking, appointment, therapist, practice, type } = whole;
  const starts = appointment.startsAt.getTime();
  const { locale } = practice;
  const here = whenAndWhere(starts, { zone, locale });
  const there = whenAndWhere(starts, { zone: therapist.zone, locale });
  return {
    therapist: { slug: therapist.slug, name: therapist.name, firstName: therapist.firstName },
    type: {
      name: type.name,
      minutes: (appointment.endsAt.getTime() - starts) / 60_000,
      isFirstCall: type.kind === "discovery",
    },
    price: priceBooked(booking, locale),
    status: hasRunOut(booking, now) ? ("expired" as const) : booking.status,
    /** Until when a request waits for its answer, by their clock; null for what is no request. */
    waitsUntil:
      booking.status === "requested" && booking.holdsUntil
        ? whenAndWhere(booking.holdsUntil.getTime(), { zone, locale }).when
        : null,
    /** Whether it never was more than a request. */
    wasAsked: booking.heldFor === "approval",
    /** Whether it never was more than kept, while it was to be paid. */
    wasKept: booking.heldFor === "payment" || booking.heldFor === "card",
    isOver: starts <= now,
    isGoingOn: booking.status === "confirmed" && starts <= now && now < appointment.endsAt.getTime(),
    startsAt: appointment.startsAt.toISOString(),
    here,
    there: there.when === here.when ? null : there,
    place: appointment.place,
    address: appointment.place === "in_person" ? practice.address : null,
    phone: appointment.place === "phone" ? booking.guestPhone : null,
    /** Whether it can no longer be changed freely. */
    isLate: isLateCancellation({ ...booking, startsAt: starts }, now),
    freeUntil: whenAndWhere(freeUntil({ startsAt: starts, termsWindow: booking.termsWindow }), {
      zone,
      locale,
    }).when,
  };
}

/** Whether a request or a hold is over by now, though nothing has released it yet. */
function hasRunOut({ status, holdsUntil }: WholeBooking["booking"], now: number): boolean {
  return (status === "requested" || status === "held") && holdsUntil !== null && holdsUntil.getTime() <= now;
}

export type ShownBooking = ReturnType<typeof shownBooking>;
