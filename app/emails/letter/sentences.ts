import { formatMoney } from "#app/values/money.ts";
import { formatDay, formatDayAndTime, formatTime, zoneCity } from "#app/values/zoned.ts";
import type { BookingLetter } from "./booking.ts";
import { oneLine, webAddress } from "./one-line.ts";

/** "Tuesday 24 November, 10:20 am", as a clock in that zone shows it; the booking's start unless told otherwise. */
export function dayAndTime(letter: BookingLetter, zone: string, instant = letter.booking.startsAt): string {
  return formatDayAndTime(instant, zone, letter.practice);
}

/** "Tuesday 24 November, 10:20 am (Lisbon)". */
export function timeAndCity(letter: BookingLetter, zone: string): string {
  return `${dayAndTime(letter, zone)} (${zoneCity(zone)})`;
}

/** The start on the other person's clock, with its day where that differs, or null where both clocks agree. */
export function otherClock(
  { booking, practice }: BookingLetter,
  mine: string,
  theirs: string,
): string | null {
  const [here, there] = [mine, theirs].map((zone) => formatDayAndTime(booking.startsAt, zone, practice));
  if (here === there) return null;
  const [today, theirDay] = [mine, theirs].map((zone) => formatDay(booking.startsAt, zone, practice));
  const time = today === theirDay ? formatTime(booking.startsAt, theirs, practice) : there;
  return `${time} in ${zoneCity(theirs)}`;
}

/** "30 minutes, free" or "50 minutes, €85". */
export function lengthAndPrice({ booking, practice }: BookingLetter): string {
  const minutes = Math.round((booking.endsAt - booking.startsAt) / 60_000);
  const price = booking.price?.amount ? formatMoney(booking.price, practice.locale) : "free";
  return `${minutes} minutes, ${price}`;
}

/** To the therapist, about a client the practice knows no address of. */
export const toldInPerson = "You have no email address of theirs here, so please tell them yourself.";

/** Until when it may be moved or cancelled, in words. */
export function terms(letter: BookingLetter): string {
  const { termsMinutes } = letter.booking;
  if (termsMinutes === 0) return "You can move it or cancel it until it starts.";
  const span = spanInWords(termsMinutes);
  if (isChangeable(letter)) return `You can move it or cancel it until ${span} before it starts.`;
  return `It starts in less than ${span}, so if something comes up, please answer this letter.`;
}

/** What the button to the private page promises: no more than the page will do. */
export function manageLabel(letter: BookingLetter): string {
  return isChangeable(letter) ? "See, move or cancel" : "See your booking";
}

/** How the two of you meet, as the therapist tells the client. */
export function meeting(letter: BookingLetter): { words: string; link: string | null } {
  const { booking, guest, therapist, practice } = letter;
  const time = formatTime(booking.startsAt, guest.zone, practice);
  if (booking.place === "phone") {
    const number = guest.phone && oneLine(guest.phone, 30);
    return {
      words: number
        ? `I’ll ring you at ${time} on ${number}.`
        : `I’ll ring you at ${time}. Which number suits? Please answer this letter with it.`,
      link: null,
    };
  }
  if (booking.place === "in_person") {
    const address = practice.address && oneLine(practice.address, 200);
    const there = `${formatTime(booking.startsAt, therapist.zone, practice)}, ${zoneCity(therapist.zone)} time`;
    return {
      words: address
        ? `Come to ${address} at ${there}. I’ll be there.`
        : `We meet in person at ${there}. I’ll write to you with the address.`,
      link: null,
    };
  }
  const link = doorOf(letter);
  return {
    words: link
      ? `It’s online. From ten minutes before ${time} this link opens the room, and asks first where you are:`
      : `It’s online. I’ll write to you with the link before ${time}.`,
    link,
  };
}

/** Where a client joins a session online: the door before the room, never the room itself. Null while there is no room. */
export function doorOf({ booking }: BookingLetter): string | null {
  return booking.meets || webAddress(booking.roomUrl) ? webAddress(`${booking.manageUrl}/join`) : null;
}

/** Whether the booking, as it was written, still lay ahead of its terms. */
function isChangeable({ booking }: BookingLetter): boolean {
  return booking.writtenAt < booking.startsAt - booking.termsMinutes * 60_000;
}

function spanInWords(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
