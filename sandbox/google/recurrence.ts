import { RRuleTemporal } from "rrule-temporal";
import { invalid } from "./refusal.ts";
import { addDays, dayOf, daysBetween, keyOf, type When } from "./times.ts";

/** What an occurrence is worked out from. */
export type Series = { start: When; end: When; recurrence: readonly string[] };
export type Occurrence = { key: string; start: When; end: When };

const day = 86_400_000;
/** No series tells more of itself at once. */
const most = 750;
const weekday = "(MO|TU|WE|TH|FR|SA|SU)";
const sound = [
  "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)",
  "(INTERVAL|COUNT)=[1-9]\\d{0,4}",
  "UNTIL=\\d{8}(T\\d{6}Z)?",
  `BYDAY=([+-]?[1-5]?${weekday})(,[+-]?[1-5]?${weekday})*`,
  "(BYMONTHDAY|BYMONTH|BYSETPOS)=-?[1-9]\\d{0,2}(,-?[1-9]\\d{0,2})*",
  `WKST=${weekday}`,
];
const part = new RegExp(`^(${sound.join("|")})$`);

/** Refuses lines that are no recurrence, and those of which this sandbox cannot honestly tell what they mean. */
export function checkRecurrence(series: Series): void {
  const rules = series.recurrence.filter((line) => line.startsWith("RRULE:"));
  const isSound = series.recurrence.every((line) => isRule(line) || isDateList(line));
  if (!isSound || rules.length > 1) throw invalid("Invalid recurrence rule.");
  try {
    occurrences(series, "UTC", 0, 1);
  } catch {
    throw invalid("Invalid recurrence rule.");
  }
}

function isRule(line: string): boolean {
  if (!line.startsWith("RRULE:")) return false;
  const names = line.slice("RRULE:".length).split(";");
  const isEndedTwice = /COUNT=/.test(line) && /UNTIL=/.test(line);
  return names.every((name) => part.test(name)) && /FREQ=/.test(line) && !isEndedTwice;
}

function isDateList(line: string): boolean {
  return /^(EXDATE|RDATE)(;(VALUE=DATE|TZID=[\w/+-]+))*:\d{8}(T\d{6}Z?)?(,\d{8}(T\d{6}Z?)?)*$/.test(line);
}

type Kept = { from: number; to: number; zone: string; found: Occurrence[] };
const known = new WeakMap<Series, Kept>();

/**
 * The occurrences that touch a window, in order, in the series' own zone: nine o'clock stays nine o'clock when the
 * clocks change. A series is never changed once it is here, so what was worked out is kept with it.
 */
export function occurrences(series: Series, zone: string, from: number, to: number): Occurrence[] {
  const kept = known.get(series);
  if (kept && kept.from <= from && kept.to >= to && kept.zone === zone)
    return kept.found.filter((one) => reaches(one, from, to));
  const found = "date" in series.start ? ofDays(series, from, to) : ofTimes(series, zone, from, to);
  known.set(series, { from, to, zone, found });
  return found.filter((one) => reaches(one, from, to));
}

/** Wide enough for days, which begin at other instants elsewhere; who asks looks at the real span. */
function reaches({ start, end }: Occurrence, from: number, to: number): boolean {
  if ("date" in start && "date" in end)
    return Date.parse(start.date) < to + day && Date.parse(end.date) > from - day;
  if ("date" in start || "date" in end) return false;
  return Date.parse(start.dateTime) < to && Date.parse(end.dateTime) >= from;
}

function ofTimes(series: Series, calendarZone: string, from: number, to: number): Occurrence[] {
  if ("date" in series.start || "date" in series.end) return [];
  const { dateTime, timeZone = calendarZone } = series.start;
  const length = Date.parse(series.end.dateTime) - Date.parse(dateTime);
  return starts(series, timeZone, from - length, to).map((instant) => {
    const start = { dateTime: new Date(instant).toISOString(), timeZone };
    const end = { dateTime: new Date(instant + length).toISOString(), timeZone };
    return { key: keyOf(start), start, end };
  });
}

function ofDays(series: Series, from: number, to: number): Occurrence[] {
  if (!("date" in series.start) || !("date" in series.end)) return [];
  const days = daysBetween(series.start.date, series.end.date);
  return starts(series, "UTC", from - (days + 1) * day, to + day).map((instant) => {
    const start = { date: dayOf(instant, "UTC") };
    return { key: keyOf(start), start, end: { date: addDays(start.date, days) } };
  });
}

function starts(series: Series, zone: string, from: number, to: number): number[] {
  const first = "date" in series.start ? Date.parse(series.start.date) : Date.parse(series.start.dateTime);
  const rule = new RRuleTemporal({
    rruleString: [`DTSTART;TZID=${zone}:${localOf(first, zone)}`, ...series.recurrence.map(timed)].join("\n"),
    includeDtstart: true,
    cache: false,
  });
  const found = rule.between(new Date(Math.max(from, first)), new Date(Math.max(to, first)), true);
  return found.slice(0, most).map(({ epochMilliseconds }) => epochMilliseconds);
}

/** Days among the exceptions of an all-day series are given the midnight that the rule counts by. */
function timed(line: string): string {
  if (line.startsWith("RRULE:")) return line;
  const colon = line.indexOf(":");
  const dates = line.slice(colon + 1).replaceAll(/\b\d{8}\b(?!T)/g, "$&T000000Z");
  return line.slice(0, colon).replace(";VALUE=DATE", "") + line.slice(colon, colon + 1) + dates;
}

function localOf(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}${of("month")}${of("day")}T${of("hour")}${of("minute")}${of("second")}`;
}
