import { Temporal } from "temporal-polyfill";

/** A moment as events carry it: a day, or an instant with the zone its owner thinks in. */
export type When = { date: string } | { dateTime: string; timeZone?: string };
/** From when until when, in milliseconds since 1970; the end is exclusive. */
export type Span = { start: number; end: number };

const midnights = new Map<string, number>();
const mostKept = 50_000;

/** When a day begins somewhere. */
export function midnight(date: string, zone: string): number {
  const name = `${date} ${zone}`;
  const known = midnights.get(name);
  if (known !== undefined) return known;
  const at = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  if (midnights.size >= mostKept) midnights.clear();
  midnights.set(name, at);
  return at;
}

/** The instant of a moment; a day counts from its midnight in `zone`. */
export function instantOf(when: When, zone: string): number {
  return "date" in when ? midnight(when.date, zone) : Date.parse(when.dateTime);
}

export function spanOf(event: { start: When; end: When }, zone: string): Span {
  return { start: instantOf(event.start, zone), end: instantOf(event.end, zone) };
}

/** Whether a span touches a window. A moment without length counts as being where it is. */
export function touches({ start, end }: Span, from: number, to: number): boolean {
  return start < to && (end > from || (start === end && start >= from));
}

/** An instant as Google writes it in a zone: `2026-11-20T10:00:00Z`, `2026-11-20T11:00:00+01:00`. */
export function written(instant: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const local = at.toPlainDateTime().toString({ smallestUnit: "second" });
  return local + (at.offsetNanoseconds === 0 ? "Z" : at.offset);
}

/** Reads a time of RFC 3339, or one without an offset that its zone tells. Null when it is neither. */
export function readTime(dateTime: string, zone: string | undefined): number | null {
  const found = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)?$/.exec(dateTime);
  if (!found) return null;
  const [, date, time, , offset] = found;
  try {
    const local = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: "reject" });
    if (offset) return Date.parse(`${date}T${time}${offset.toUpperCase()}`);
    return zone === undefined ? null : local.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

const zones = new Map<string, boolean>();

/** Whether this is a zone of the IANA database. */
export function isZone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  let isOne = /^[A-Za-z]/.test(name);
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
  } catch {
    isOne = false;
  }
  if (zones.size < 5_000) zones.set(name, isOne);
  return isOne;
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;
}

/** The day it is somewhere. */
export function dayOf(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The part of an instance's id that says which: `20261120` or `20261120T100000Z`. */
export function keyOf(originalStart: When): string {
  if ("date" in originalStart) return originalStart.date.replaceAll("-", "");
  const instant = new Date(Date.parse(originalStart.dateTime));
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}
