import ical, { type VFreebusy } from "node-ical";
import { addDays, DAY, dayNumber, isZone, startOfDay, toInstant, wallAt } from "#app/values/zoned.ts";
import type { BusyEvent, ReadingWish } from "#app/world/addresses.ts";
import { calendarsOf, linesOf, type Part, paramOf, saidOf } from "./ical-lines.ts";
import { free, plain } from "./ical-plain.ts";
import { ownZone, zonesOf } from "./ical-zones.ts";
import { Refused } from "./refused-address.ts";

/** More than any calendar a person keeps holds within a window. */
const mostEvents = 20_000;

type Wish = Pick<ReadingWish, "window" | "zone" | "self"> & { text: string };
type Moment = Date & { dateOnly?: true; tz?: string };
/** What the parser makes of an event as `plain` writes it. */
type Event = {
  uid?: string;
  start: Moment;
  end?: Moment;
  recurrenceid?: Moment;
  rrule?: { between(from: Date, until: Date, inclusive: boolean): Moment[] };
  exdate?: Record<string, Moment>;
  rdate?: Raw | Raw[];
  recurrences?: Record<string, Event>;
};
type Raw = string | { val: string; params: Record<string, string | undefined> };

/** When a calendar file's events take time, as far as they touch the window. Throws Refused for a file that is too much or none. */
export function busyIn({ text, window, zone: fallback, self }: Wish): BusyEvent[] {
  const calendars = calendarsOf(linesOf(text));
  if (!calendars || calendars.length === 0) throw new Refused("unreadable");
  const found: BusyEvent[] = [];
  const keep = (uid: string, spans: Iterable<Span>) => {
    for (const { startsAt, endsAt } of spans)
      if (startsAt < endsAt && endsAt > window.from && startsAt < window.until)
        found.push({ uid, startsAt, endsAt });
    if (found.length > mostEvents) throw new Refused("too_much");
  };
  for (const calendar of calendars) {
    const zoneOf = zonesOf(calendar);
    const zone = ownZone(calendar, zoneOf) ?? fallback;
    const name = saidOf(calendar, "X-WR-CALNAME")?.toLowerCase() ?? "";
    const read = ical.sync.parseICS(plain(calendar, { window, zone, zoneOf, self: [...self, name] }));
    for (const event of Object.values(read))
      if (event?.type === "VEVENT")
        keep(String(event.uid ?? ""), spansOf(event as unknown as Event, zone, window));
    for (const part of calendar.parts) keep("", periodsOf(part));
  }
  return found;
}

type Span = { startsAt: Date; endsAt: Date };

/** All of an event's times around the window: its own, those it repeats at, and those that were moved. */
function spansOf(event: Event, zone: string, window: ReadingWish["window"]): Span[] {
  const moved = [...new Set(Object.values(event.recurrences ?? {}))];
  const spans = moved.flatMap((one) => (isFree(one) ? [] : (spanOf(one, zone) ?? [])));
  // Moved ones may be all there is: whoever was invited to one date of a series has no more of it.
  if (event.recurrenceid || isFree(event)) return spans;
  const first = spanOf(event, zone);
  if (!first) return spans;
  const isDays = event.start.dateOnly === true;
  const left = new Set(startsOf(event, first, window).map((start) => nameOf(start, isDays, event)));
  for (const { recurrenceid } of moved) if (recurrenceid) leave(left, recurrenceid, event);
  for (const date of Object.values(event.exdate ?? {})) leave(left, date, event);
  return [...spans, ...[...left].map((start) => lasting(start, event, first, zone))];
}

function isFree(event: Event): boolean {
  return free.slice(2) in event;
}

function spanOf(event: Event, zone: string): Span | null {
  const { start, end = start } = event;
  if (!(start instanceof Date) || Number.isNaN(+start) || !(end instanceof Date) || Number.isNaN(+end))
    return null;
  if (!start.dateOnly) return { startsAt: new Date(earlier(start)), endsAt: new Date(earlier(end)) };
  const [from, until] = [dayIn(start), dayIn(end)];
  const last = until > from ? until : addDays(from, 1);
  return { startsAt: new Date(startOfDay(zone, from)), endsAt: new Date(startOfDay(zone, last)) };
}

/** Every start from which an event may reach into the window. */
function startsOf(event: Event, first: Span, { from, until }: ReadingWish["window"]): Moment[] {
  const length = +first.endsAt - +first.startsAt + DAY;
  const around: [Date, Date, boolean] = [new Date(+from - length), new Date(+until + DAY), true];
  return [event.start, ...(event.rrule?.between(...around) ?? []), ...addedTo(event)];
}

/** What a start is known by: a day, or an instant. Of an hour that comes twice it is the first (RFC 5545, 3.3.5). */
function nameOf(start: Moment, isDays: boolean, { start: { tz } }: Event): string | number {
  return isDays ? dayIn(start) : earlier(start, start.tz ?? tz);
}

/** Take out of a series what is not at its own time, or not at all. A day stands for all that begins on it. */
function leave(starts: Set<string | number>, out: Moment, event: Event): void {
  const zone = event.start.tz && isZone(event.start.tz) ? event.start.tz : "UTC";
  if (event.start.dateOnly) starts.delete(dayIn(out));
  else if (!out.dateOnly) starts.delete(earlier(out));
  else
    for (const start of starts)
      if (Math.floor(wallAt(zone, Number(start)) / DAY) === dayNumber(dayIn(out))) starts.delete(start);
}

function lasting(start: string | number, event: Event, first: Span, zone: string): Span {
  if (typeof start === "number")
    return { startsAt: new Date(start), endsAt: new Date(start + (+first.endsAt - +first.startsAt)) };
  const { start: from, end: until = from } = event;
  const days = Math.max(1, dayNumber(dayIn(until)) - dayNumber(dayIn(from)));
  return {
    startsAt: new Date(startOfDay(zone, start)),
    endsAt: new Date(startOfDay(zone, addDays(start, days))),
  };
}

/** The day a date without a time names; the parser puts it at this machine's midnight, or near it after a clock change. */
function dayIn(date: Date): string {
  const noon = new Date(+date + DAY / 2);
  return new Date(Date.UTC(noon.getFullYear(), noon.getMonth(), noon.getDate())).toISOString().slice(0, 10);
}

function earlier(date: Moment, zone = date.tz): number {
  return zone && isZone(zone) ? toInstant(zone, wallAt(zone, +date)) : +date;
}

/** Dates that are added to a series one by one (RDATE, RFC 5545, 3.8.5.2), of which the parser makes nothing. */
function addedTo({ rdate }: Event): Moment[] {
  return [rdate ?? []].flat().flatMap((raw) => {
    const { val, params } =
      typeof raw === "string" ? { val: raw, params: {} as Record<string, string> } : raw;
    return val.split(",").flatMap((text) => momentOf(text, params.TZID) ?? []);
  });
}

function momentOf(text: string, zone = "UTC"): Moment | null {
  const [, year, month, day, hour = "00", minute = "00", second = "00", utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?/.exec(text) ?? [];
  if (!year) return null;
  if (!text.includes("T")) return new Date(Number(year), Number(month) - 1, Number(day));
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(wall) ? null : new Date(utc ? wall : toInstant(zone, wall));
}

/** The times of a list of them that names no events (VFREEBUSY, RFC 5545, 3.6.4), in UTC as it has to be. */
function* periodsOf(part: Part): Iterable<Span> {
  if (part.name !== "VFREEBUSY") return;
  for (const line of part.lines) {
    if (line.name !== "FREEBUSY" || /^free$/i.test(paramOf(line, "FBTYPE") ?? "")) continue;
    const text = `BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nUID:busy\nFREEBUSY:${line.value}\nEND:VFREEBUSY\nEND:VCALENDAR`;
    const { busy } = ical.sync.parseICS(text);
    const periods = busy?.type === "VFREEBUSY" ? ((busy as VFreebusy).freebusy ?? []) : [];
    for (const { start, end } of periods) yield { startsAt: new Date(start), endsAt: new Date(end) };
  }
}
