import { formatDayAndTime, zoneCity } from "#app/values/zoned.ts";
import { oneLine, subject } from "./one-line.ts";
import type { PersonLetter } from "./person.ts";

/** What every letter about a place in line is made of, all of it from rows. `pageUrl` is the private page. Instants are milliseconds. */
export type WaitLetter = PersonLetter & {
  /** The clock of whoever waits, and the therapist's. */
  zone: string;
  theirZone: string;
  /** What would be moved, and from when; null for somebody who waits for a first call. */
  has: number | null;
};

/** A subject that says what it is about where that may be said, and never to whom one goes. */
export function waitSubject({ person }: WaitLetter, words: string): string {
  return subject(person.isDiscreet ? "A note for you" : words);
}

/** "Tuesday 24 November, 10:20 am (Lisbon)". */
export function whenFor({ practice, zone }: WaitLetter, at: number): string {
  return `${formatDayAndTime(at, zone, practice)} (${zoneCity(zone)})`;
}

/** The same on the therapist's clock, or null where both clocks agree. */
export function onTheirClock({ practice, zone, theirZone }: WaitLetter, at: number): string | null {
  const [here, there] = [zone, theirZone].map((clock) => formatDayAndTime(at, clock, practice));
  return here === there ? null : `${there} in ${zoneCity(theirZone)}`;
}

/** What somebody waits for, in the therapist's words. */
export function waitedFor({ has, from }: WaitLetter): string {
  const name = oneLine(from.firstName, 40);
  return has === null ? `a first call with ${name}` : `an earlier time with ${name}`;
}
