import { type Span, spanAt, spanOfWall } from "./transitions.ts";

/** A moment: milliseconds since 1970-01-01T00:00Z, or a Date holding them. */
export type Instant = number | Date;

/** How a practice writes dates and times. `hour12` left out means as the locale does. */
export type Manner = { locale: string; hour12?: boolean | undefined };

export const MINUTE = 60_000;
export const DAY = 86_400_000;

const times = Array.from({ length: 1440 }, (_, minute) => composeTime(minute));
const dates = new Map<number, string>();
const known = new Set<string>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** So that strangers with odd wishes cannot fill the memory: a full cache starts again. */
const MOST_DATES = 50_000;
const MOST_FORMATS = 1_000;

/** Whether a text names an IANA time zone, aliases included. Bare offsets ("+05:00") know no clock changes: no. */
export function isZone(name: string): boolean {
  if (known.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    known.add(name); // A formatter is dear, and there are only so many zones in however many spellings.
    if (known.size > MOST_FORMATS) known.clear();
    return true;
  } catch {
    return false;
  }
}

/** The names to choose from, in alphabetical order. */
export function allZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])].sort();
}

/** "Lisbon" for Europe/Lisbon. */
export function zoneCity(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, instant: number): number {
  return spanAt(zone, instant).offset;
}

/** What the clock on the wall shows at an instant: milliseconds, as if that reading were UTC. */
export function wallAt(zone: string, instant: number): number {
  return instant + offsetAt(zone, instant);
}

/** `wallAt` for one zone and many instants; cheapest when they come in order. */
export function wallClock(zone: string): (instant: number) => number {
  let span: Span = { from: Infinity, until: -Infinity, offset: 0, wallUntil: 0, next: null }; // Holds no instant yet.
  return function wall(instant) {
    if (instant < span.from || instant >= span.until) span = spanAt(zone, instant);
    return instant + span.offset;
  };
}

/**
 * The instant at which the clock on the wall shows this (milliseconds, as if UTC), by Temporal's "compatible" rule:
 * skipped times come out later by as much as was skipped, repeated ones are the first of the two.
 */
export function toInstant(zone: string, wall: number): number {
  return wall - spanOfWall(zone, wall).offset;
}

/** The offset `toInstant` reads a wall time with, and the wall time from which it takes the next. Milliseconds. */
export function readingAt(zone: string, wall: number): { offset: number; wallUntil: number } {
  return spanOfWall(zone, wall);
}

/** The date a clock in that zone shows, "2026-11-24". */
export function dayOf(zone: string, instant: Instant): string {
  return dateOf(Math.floor(wallAt(zone, +instant) / DAY));
}

/** The time a clock in that zone shows, "10:20". */
export function timeOf(zone: string, instant: Instant): string {
  return timeText(Math.floor(modulo(wallAt(zone, +instant), DAY) / MINUTE));
}

/** Date and time a clock in that zone shows, "2026-11-24T10:20": what stays true when a law moves the clocks. */
export function wallTime(instant: Instant, zone: string): string {
  return `${dayOf(zone, instant)}T${timeOf(zone, instant)}`;
}

/** The instant a local day begins. Where clocks skip its midnight, the first moment after. */
export function startOfDay(zone: string, date: string): number {
  return toInstant(zone, dayNumber(date) * DAY);
}

/** Minutes since midnight as "HH:mm". */
export function timeText(minute: number): string {
  return times[minute] ?? composeTime(minute);
}

/** Whether a text is a date of the calendar, "2028-02-29"; years 0000 to 9999. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const number = dayNumber(text);
  return !Number.isNaN(number) && composeDate(number) === text;
}

/** Days from 1970-01-01 to a date. */
export function dayNumber(date: string): number {
  return Date.parse(date) / DAY;
}

/** The date so many days after 1970-01-01. */
export function dateOf(dayNumber: number): string {
  const known = dates.get(dayNumber);
  if (known) return known;
  const date = composeDate(dayNumber);
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(dayNumber, date);
  return date;
}

/** The date so many days later, or earlier if negative. */
export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** The weekday of a day number, Monday 1 to Sunday 7 (ISO 8601). */
export function weekdayOf(dayNumber: number): number {
  return modulo(dayNumber + 3, 7) + 1; // Day 0 was a Thursday.
}

/** "Tuesday 24 November". */
export function formatDay(instant: Instant, zone: string, { locale }: Manner): string {
  return format(`${locale} ${zone} day`, instant, locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: zone,
  });
}

/** "10:20 am" or "10:20". */
export function formatTime(instant: Instant, zone: string, { locale, hour12 }: Manner): string {
  // Intl's own `hour12` makes half past midnight "0:30 pm" or "24:30" in some locales; h12 and h23 never do.
  const cycle = hour12 === undefined ? {} : { hourCycle: hour12 ? ("h12" as const) : ("h23" as const) };
  return format(`${locale} ${zone} ${hour12}`, instant, locale, {
    hour: "numeric",
    minute: "2-digit",
    timeZone: zone,
    ...cycle,
  });
}

/** "Tuesday 24 November, 10:20 am". */
export function formatDayAndTime(instant: Instant, zone: string, manner: Manner): string {
  return `${formatDay(instant, zone, manner)}, ${formatTime(instant, zone, manner)}`;
}

/** "Tuesday 24 November", for a date that is already somebody's local one. */
export function formatDate(date: string, manner: Manner): string {
  return formatDay(dayNumber(date) * DAY, "UTC", manner);
}

function format(key: string, instant: Instant, locale: string, options: Intl.DateTimeFormatOptions): string {
  return formatter(key, locale, options).format(instant).replaceAll("\u202f", " "); // Many a mail font lacks Intl's narrow space.
}

/** The formatter of that name, made once: making one costs more than a page's worth of using it. */
export function formatter(
  key: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(key, made);
  return made;
}

function composeTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function composeDate(dayNumber: number): string {
  return new Date(dayNumber * DAY).toISOString().slice(0, 10);
}

function modulo(number: number, divisor: number): number {
  return ((number % divisor) + divisor) % divisor;
}
