import type { Calendar } from "#sandbox/google/calendar.ts";
import type { Event } from "#sandbox/google/fields.ts";
import type { WallCalendar } from "#tests/support/a-wall-calendar.ts";

// What somebody may put into their calendars, decided by two numbers.

export const minute = 60_000;
export const day = 86_400_000;

/** A therapist with two calendars that are read, and clients who may book. */
export type Scene = { wall: WallCalendar; calendars: Calendar[]; clients: Asker[] };
type Asker = Awaited<ReturnType<WallCalendar["aClient"]>>;

const zones = ["Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
/** `n` decides what something is about, `at` when it is. */
export type At = { n: number; at: number };

/** The n-th of some, whatever n is. */
export function pick<T>(some: readonly T[], n: number): T | undefined {
  return some[n % some.length];
}

/** A quarter of an hour in the next weeks, or around a clock change of Lisbon, New York or Lord Howe. */
function moment({ wall }: Scene, at: number): number {
  const changes = ["2027-03-14T07:00Z", "2027-03-28T01:00Z", "2027-04-03T15:00Z"];
  const change = at % 7 === 0 ? pick(changes, at) : undefined;
  const from = change ? Date.parse(change) - 3 * 60 * minute : wall.clock.now.getTime();
  return Math.ceil((from + (at % (change ? 24 : 1_900)) * 15 * minute) / (15 * minute)) * 15 * minute;
}

/** At the therapist's, where a session can begin. */
export function sessionTime({ wall }: Scene, at: number): number {
  const today = Math.floor(wall.clock.now.getTime() / day) * day;
  return today + (1 + (at % 30)) * day + (9 + (at % 9)) * 60 * minute;
}

export function timed(scene: Scene, { n, at }: At): Pick<Event, "start" | "end"> {
  const [startsAt, timeZone] = [moment(scene, at), pick(zones, n) ?? "UTC"];
  const length = [15, 50, 60, 180, 600, 1_440, 3_000][n % 7]!;
  const said = (ms: number) => ({ dateTime: new Date(ms).toISOString(), timeZone });
  return { start: said(startsAt), end: said(startsAt + length * minute) };
}

export function allDay(scene: Scene, { n, at }: At): Pick<Event, "start" | "end"> {
  const date = (ms: number) => ({ date: new Date(ms).toISOString().slice(0, 10) });
  const first = moment(scene, at);
  return { start: date(first), end: date(first + (1 + (n % 4)) * day) };
}

/** A series at an hour that every clock has on every day: whether a rule leaves out the others is not ours to say. */
export function recurring(scene: Scene, step: At): Event {
  const { n } = step;
  const rule = `RRULE:FREQ=${n % 2 ? "DAILY" : "WEEKLY"};INTERVAL=${1 + (n % 3)}${n % 5 ? `;COUNT=${2 + (n % 9)}` : ""}`;
  if (n % 4 === 0) return { ...allDay(scene, step), recurrence: [rule] };
  const timeZone = pick(zones, n) ?? "UTC";
  const date = new Date(moment(scene, step.at)).toISOString().slice(0, 10);
  const local = (hour: number) => ({ dateTime: `${date}T${String(hour).padStart(2, "0")}:00:00`, timeZone });
  const hour = 5 + (n % 16);
  return { start: local(hour), end: local(hour + 2), recurrence: [rule] };
}

/** A change of days to hours or back takes the others away. */
export function instead({ start, end, ...rest }: Event): Event {
  const nothing = { date: null, dateTime: null, timeZone: null } as object;
  return { ...rest, start: { ...nothing, ...start }, end: { ...nothing, ...end } };
}

/** What somebody sees in their calendars and is not ours. */
export function theirs({ calendars }: Scene, n: number): { calendar: Calendar; event: Event } | undefined {
  const all = calendars.flatMap((calendar) =>
    calendar.events().flatMap((event) => (isOurs(event) ? [] : { calendar, event })),
  );
  return pick(all, n);
}

function isOurs({ extendedProperties }: Event): boolean {
  return extendedProperties?.private?.appointment !== undefined;
}

/** One of a series, by the id it has. */
export function instanceOf(scene: Scene, { n }: At): { calendar: Calendar; id: string } | undefined {
  const series = scene.calendars.flatMap((calendar) =>
    calendar.events().flatMap((event) => (event.recurrence ? { calendar, event } : [])),
  );
  const found = pick(series, n);
  if (!found) return undefined;
  const { start, recurrence } = found.event;
  const [, unit, every] = /FREQ=(\w+);INTERVAL=(\d)/.exec(recurrence?.[0] ?? "") ?? [];
  const days = (1 + (n % 2)) * Number(every) * (unit === "DAILY" ? 1 : 7);
  const key = start?.date
    ? new Date(Date.parse(start.date) + days * day).toISOString().slice(0, 10).replaceAll("-", "")
    : keyAfter(start, days);
  const id = `${found.event.id}_${key}`;
  const seen = found.calendar.find(id);
  return seen && seen.status !== "cancelled" ? { calendar: found.calendar, id } : undefined;
}

/** The same wall clock so many days on. */
function keyAfter(start: Event["start"], days: number): string {
  const first = Date.parse(start?.dateTime ?? "");
  const local = (at: number) =>
    new Date(at).toLocaleString("sv", { timeZone: start?.timeZone ?? "UTC", hourCycle: "h23" }).slice(11);
  let at = first + days * day;
  for (const shift of [0, 30, -30, 60, -60])
    if (local(first + days * day + shift * minute) === local(first)) at = first + days * day + shift * minute;
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}
