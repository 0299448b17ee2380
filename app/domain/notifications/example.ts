import { startOn } from "#app/domain/series/rules.ts";
import { bookingAccepted } from "#app/emails/booking-accepted.tsx";
import { bookingCancelled } from "#app/emails/booking-cancelled.tsx";
import { bookingConfirmed } from "#app/emails/booking-confirmed.tsx";
import { bookingDeclined } from "#app/emails/booking-declined.tsx";
import { bookingExpired } from "#app/emails/booking-expired.tsx";
import { bookingMoved } from "#app/emails/booking-moved.tsx";
import { bookingRequested } from "#app/emails/booking-requested.tsx";
import { careBegun } from "#app/emails/care-begun.tsx";
import { careReferred } from "#app/emails/care-referred.tsx";
import { fallenIll } from "#app/emails/fallen-ill.tsx";
import { formAsked } from "#app/emails/form-asked.tsx";
import type { BookingLetter, Letterhead, OwnWords, Written } from "#app/emails/letter/booking.ts";
import type { PersonLetter } from "#app/emails/letter/person.ts";
import type { SeriesChange, SeriesLetter } from "#app/emails/letter/series.ts";
import type { WaitLetter } from "#app/emails/letter/wait.ts";
import { owing } from "#app/emails/owing.tsx";
import { paid } from "#app/emails/paid.tsx";
import { reminder } from "#app/emails/reminder.tsx";
import { seriesLetters } from "#app/emails/series.tsx";
import { somethingNew } from "#app/emails/something-new.tsx";
import { waitAsked, waitLapsed } from "#app/emails/wait-asked.tsx";
import { waitJoined } from "#app/emails/wait-joined.tsx";
import { waitOffered } from "#app/emails/wait-offered.tsx";
import { welcome } from "#app/emails/welcome.tsx";
import type { Money } from "#app/values/money.ts";
import { addDays, DAY, dayOf, timeOf } from "#app/values/zoned.ts";
import type { ClientLetter } from "./client-letters.ts";

/** What an example is made of: a real letterhead and therapist, and somebody who does not exist. */
export type Example = {
  letterhead: Letterhead;
  therapist: BookingLetter["therapist"] & { roomUrl: string | null };
  own: OwnWords;
  isDiscreet: boolean;
  /** The example's session begins then (ms). */
  startsAt: number;
  /** What it cost. */
  amount: Money;
};

const hour = 3_600_000;

/** A letter as a client would get it, written to somebody made up. */
export function exampleOf(letter: ClientLetter, example: Example): Written {
  const booking = aBooking(example);
  const person = aPerson(example);
  const wait = aWait(example);
  const { url } = example.letterhead.practice;
  const written: Record<ClientLetter, () => Written> = {
    client_confirmed: () => bookingConfirmed(booking),
    client_reminder: () => reminder(booking, { isFree: true, fee: null, mayMove: true }),
    client_moved: () => bookingMoved(booking, example.startsAt - DAY, "practice"),
    client_cancelled: () => bookingCancelled(booking, `${url}/book`, { by: "practice" }),
    client_fallen_ill: () =>
      fallenIll(
        booking,
        { starts: [7, 8, 9].map((days) => example.startsAt + days * DAY), wasAsked: false },
        null,
      ),
    client_requested: () => bookingRequested(booking, example.startsAt - 2 * DAY),
    client_accepted: () =>
      bookingAccepted(booking, { until: example.startsAt - DAY, payUrl: `${url}/book`, by: "payment" }),
    client_declined: () =>
      bookingDeclined(
        booking,
        null,
        [1, 2, 3].map((days) => example.startsAt + days * DAY),
      ),
    client_expired: () => bookingExpired(booking),
    client_series_made: () => seriesLetters.made(aSeries(example, "made")),
    client_series_moved: () => seriesLetters.moved(aSeries(example, "moved")),
    client_series_cancelled: () => seriesLetters.cancelled(aSeries(example, "cancelled")),
    wait_joined: () => waitJoined(wait),
    wait_offered: () =>
      waitOffered(wait, {
        startsAt: example.startsAt,
        endsAt: example.startsAt - DAY,
        minutes: 50,
        takeUrl: wait.pageUrl,
        passUrl: wait.pageUrl,
        leaveUrl: wait.pageUrl,
      }),
    wait_asked: () =>
      waitAsked(wait, { stayUrl: wait.pageUrl, leaveUrl: wait.pageUrl, until: example.startsAt }),
    wait_lapsed: () => waitLapsed(wait, `${url}/book`),
    client_welcome: () => welcome(person),
    client_content: () => somethingNew(person),
    client_begun: () => careBegun(person, [example.therapist.name]),
    client_referred: () =>
      careReferred(person, {
        toThem: "Here you would write to them.",
        places: "And here, where else they can turn.",
      }),
    client_form: () => formAsked(person, 5),
    client_paper: () => paid(person, { amount: example.amount, isBack: false, name: "Payment record 0001" }),
    client_owing: () => owing(person, example.amount, [{ url: person.pageUrl, amount: example.amount }]),
  };
  return written[letter]();
}

function aBooking({ letterhead, therapist, own, isDiscreet, startsAt }: Example): BookingLetter {
  const { roomUrl, ...who } = therapist;
  return {
    ...letterhead,
    ...(!isDiscreet && { own }),
    therapist: who,
    guest: { name: "Alex Example", email: "alex@example.org", zone: therapist.zone, phone: null, isDiscreet },
    booking: {
      id: "00000000-0000-7000-8000-000000000000",
      sequence: 0,
      startsAt,
      endsAt: startsAt + (50 / 60) * hour,
      place: "online",
      roomUrl,
      typeName: "Session",
      price: null,
      manageUrl: `${letterhead.practice.url}/book`,
      termsMinutes: 24 * 60,
      writtenAt: startsAt - 7 * DAY,
    },
  };
}

function aPerson({ letterhead, therapist, own, isDiscreet }: Example): PersonLetter {
  return {
    ...letterhead,
    ...(!isDiscreet && { own }),
    person: { name: "Alex Example", isDiscreet },
    from: { name: therapist.name, firstName: therapist.firstName },
    pageUrl: `${letterhead.practice.url}/client`,
  };
}

/** Somebody who waits for a first call. */
function aWait(example: Example): WaitLetter {
  const { zone } = example.therapist;
  const pageUrl = `${example.letterhead.practice.url}/book`;
  return { ...aPerson(example), pageUrl, zone, theirZone: zone, has: null };
}

/** Three weeks at the same hour by the therapist's clock, each a day later than it was where they are moved. */
function aSeries(example: Example, change: SeriesChange): SeriesLetter {
  const { therapist, startsAt } = example;
  const { zone } = therapist;
  const [startsOn, time] = [dayOf(zone, startsAt), timeOf(zone, startsAt)];
  const aDate = (week: number) => {
    const on = (days: number) => startOn(zone, addDays(startsOn, 7 * week + days), time);
    const was = change === "moved" ? on(-1) : null;
    return { ...aBooking({ ...example, startsAt: on(0) }), differs: false, was };
  };
  const first = aDate(0);
  return {
    first,
    dates: [first, aDate(1), aDate(2)],
    rhythm: { startsOn, time, everyWeeks: 1, zone },
    by: "practice",
    words: null,
    againUrl: `${example.letterhead.practice.url}/book`,
  };
}
