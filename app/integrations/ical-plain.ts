import { DAY, dayOf } from "#app/values/zoned.ts";
import type { ReadingWish } from "#app/world/addresses.ts";
import { type Line, type Part, paramOf, saidOf } from "./ical-lines.ts";

/** What of an event is read: when it is and whether it takes time. Titles, places, people and notes never are. */
const read = new Set(["UID", "DURATION", "RRULE", "SEQUENCE"]);
const dates = new Set(["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"]);

type Manner = Pick<ReadingWish, "window" | "self"> & {
  zone: string;
  zoneOf: (name: string) => string | null;
};

/** Marks an event that takes no time. */
export const free = "X-FREE";

/**
 * A calendar in the plainest words it can be said in, for the parser: only what is read of it, every time in a zone of the
 * world by its name there, so that nothing hangs on where this machine stands.
 */
export function plain(calendar: Part, manner: Manner): string {
  const isNear = nearTo(manner.window);
  const events = calendar.parts.filter((part) => part.name === "VEVENT" && isNear(part));
  const text = named(events).map((event) => `BEGIN:VEVENT\n${linesOf(event, manner).join("")}END:VEVENT\n`);
  return `BEGIN:VCALENDAR\n${text.join("")}END:VCALENDAR\n`;
}

/** Years of what is long over need not be understood: by its dates alone, in whatever zone, it is far from the window. */
function nearTo({ from, until }: ReadingWish["window"]): (event: Part) => boolean {
  const [first, last] = [+from - 2 * DAY, +until + 2 * DAY].map((at) => dayOf("UTC", at).replaceAll("-", ""));
  return function isNear(event) {
    const repeats = event.lines.some(({ name }) => /^(RRULE|RDATE|RECURRENCE-ID|DURATION)$/.test(name));
    const starts = saidOf(event, "DTSTART")?.slice(0, 8) ?? "";
    const ends = saidOf(event, "DTEND")?.slice(0, 8) ?? starts;
    return repeats || !first || !last || (ends >= first && starts <= last);
  };
}

/** Two events under one name, which should not be, are two: the parser would keep the last alone. */
function named(events: readonly Part[]): Part[] {
  const seen = new Set<string>();
  return events.map((event) => {
    const uid = saidOf(event, "UID");
    if (uid === null || saidOf(event, "RECURRENCE-ID") !== null) return event;
    if (!seen.has(uid)) {
      seen.add(uid);
      return event;
    }
    return { ...event, lines: event.lines.filter(({ name }) => name !== "UID") };
  });
}

function linesOf(event: Part, manner: Manner): string[] {
  const lines = event.lines.flatMap((line) => {
    if (read.has(line.name)) return `${line.name}:${line.value}\n`;
    return dates.has(line.name) ? dated(line, manner) : [];
  });
  return takesNone(event, manner.self) ? [...lines, `${free}:1\n`] : lines;
}

function dated(line: Line, { zone, zoneOf }: Manner): string {
  const { name, value } = line;
  const isDay = /^date$/i.test(paramOf(line, "VALUE") ?? "") || /^\d{8}(,|$)/.test(value);
  if (isDay) return `${name};VALUE=DATE:${value}\n`;
  if (/Z$/i.test(value)) return `${name}:${value.toUpperCase()}\n`;
  const said = paramOf(line, "TZID");
  return `${name};TZID=${(said && zoneOf(said)) || zone}:${value}\n`;
}

/** Free, called off, or an invitation its owner declined. */
function takesNone(event: Part, self: readonly string[]): boolean {
  if (/^transparent$/i.test(saidOf(event, "TRANSP") ?? "")) return true;
  if (/^cancelled$/i.test(saidOf(event, "STATUS") ?? "")) return true;
  if (/^free$/i.test(saidOf(event, "X-MICROSOFT-CDO-BUSYSTATUS") ?? "")) return true;
  return event.lines.some(
    (line) =>
      line.name === "ATTENDEE" &&
      /^declined$/i.test(paramOf(line, "PARTSTAT") ?? "") &&
      self.includes(line.value.replace(/^mailto:/i, "").toLowerCase()),
  );
}
