import { begun, rhythmInWords } from "#app/values/rhythm-words.ts";
import { zoneCity } from "#app/values/zoned.ts";
import type { BookingLetter, Changer } from "./booking.ts";
import type { Choice } from "./choice.ts";
import { oneLine } from "./one-line.ts";
import { dayAndTime, doorOf, lengthAndPrice } from "./sentences.ts";

/** One date of a series as its letters show it: `was` is where it was before it moved (ms). */
export type SeriesDate = BookingLetter & { differs: boolean; was: number | null };

/** What happened to all of them at once. */
export type SeriesChange = "made" | "moved" | "cancelled";

/** A letter about several dates of a series, all of it from rows; the dates in order of time, at least one. */
export type SeriesLetter = {
  first: SeriesDate;
  dates: SeriesDate[];
  rhythm: { startsOn: string; time: string; everyWeeks: number; zone: string };
  by: Changer;
  /** What the practice wrote of its own. */
  words: string | null;
  /** What they paid by card for what the practice called off. */
  choice?: Choice | null;
  /** Where open times are found. */
  againUrl: string;
};

/** The same for the therapist, with where in Selvage the series is seen. */
export type TherapistSeriesLetter = SeriesLetter & { deskUrl: string };

/** "Every Tuesday at 10:00 (Lisbon)". */
export function rhythmOf({ rhythm, first }: SeriesLetter): string {
  return `${begun(rhythmInWords(rhythm, first.practice))} (${zoneCity(rhythm.zone)})`;
}

/** "10 times, 50 minutes, €85 each." */
export function eachOf({ first, dates }: SeriesLetter): string {
  const price = first.booking.price?.amount ? `${lengthAndPrice(first)} each` : lengthAndPrice(first);
  return `${times(dates.length)}, ${price}.`;
}

/** "once", "9 times". */
export function times(count: number): string {
  return count === 1 ? "Once" : `${count} times`;
}

/** A date as its line begins, by the clock in a zone, and what is to be said beside it. */
export function dateLine(date: SeriesDate, zone: string): { when: string; beside: string } {
  const was = date.was === null ? "" : `before: ${dayAndTime(date, zone, date.was)}`;
  const differs = date.differs ? "another time than the others" : "";
  return { when: dayAndTime(date, zone), beside: [was, differs].filter(Boolean).join("; ") };
}

/** How the two of you meet, each time. */
export function meetingEachTime({ first }: SeriesLetter): string {
  const { booking, guest, practice } = first;
  if (booking.place === "phone") {
    const number = guest.phone && oneLine(guest.phone, 30);
    return number
      ? `I’ll ring you each time on ${number}.`
      : "I’ll ring you each time. Which number suits? Please answer this letter with it.";
  }
  if (booking.place === "in_person") {
    const address = practice.address && oneLine(practice.address, 200);
    return address
      ? `Come to ${address} each time. I’ll be there.`
      : "We meet in person. I’ll write to you with the address.";
  }
  // Each date has a door of its own, which asks first where somebody is: the room itself is never told here.
  return doorOf(first)
    ? "It’s online. From ten minutes before each of them, its page opens the room, and asks first where you are."
    : "It’s online. I’ll write to you with the link before the first time.";
}
