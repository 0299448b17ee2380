import { z } from "zod";
import type { Account } from "./account.ts";
import type { Calendar } from "./calendar.ts";
import type { Fields } from "./fields.ts";
import { invalid, missing, Refusal, timeRangeEmpty } from "./refusal.ts";
import { latest } from "./series.ts";
import { apart } from "./sync.ts";
import { isZone, readTime, type Span, spanOf, touches, written } from "./times.ts";

const shape = z.object({
  timeMin: z.string().nullish(),
  timeMax: z.string().nullish(),
  timeZone: z.string().nullish(),
  calendarExpansionMax: z.int().nullish(),
  groupExpansionMax: z.int().nullish(),
  items: z.array(z.object({ id: z.string() })).nullish(),
});
const mostCalendars = 50;

/** `freebusy.query`: when somebody is busy, calendar by calendar, and nothing about why. */
export function freeBusy(account: Account, sent: unknown): object {
  const read = shape.safeParse(sent);
  if (!read.success) throw invalid(`Invalid value for: ${read.error.issues[0]?.path.join(".")}`);
  const { timeMin, timeMax, timeZone, calendarExpansionMax, items } = read.data;
  const zone = timeZone ?? "UTC";
  if (!isZone(zone)) throw invalid("Invalid time zone.", "timeZone");
  const [from, to] = [instant(timeMin, "timeMin"), instant(timeMax, "timeMax")];
  if (to <= from) throw timeRangeEmpty("timeMax");
  const most = calendarExpansionMax ?? mostCalendars;
  if (most < 1 || most > mostCalendars) throw invalid("Invalid value for: calendarExpansionMax.");
  const ids = (items ?? []).map(({ id }) => id);
  return {
    kind: "calendar#freeBusy",
    timeMin: new Date(from).toISOString(),
    timeMax: new Date(to).toISOString(),
    calendars: Object.fromEntries(ids.map((id) => [id, answerFor(id)])),
  };

  function answerFor(id: string): object {
    if (ids.length > most) return refused("tooManyCalendarsRequested");
    const calendar = account.seen(id);
    if (!calendar) return refused("notFound");
    const busy = busyIn(calendar, from, to);
    return { busy: busy.map(({ start, end }) => ({ start: written(start, zone), end: written(end, zone) })) };
  }
}

/** When a calendar is busy, cut to the window; what touches is one time. */
export function busyIn(calendar: Calendar, from: number, to: number): Span[] {
  const spans: Span[] = [];
  for (const entry of calendar.entries) {
    const version = latest(entry);
    if (version.fields.status === "cancelled") continue;
    for (const { fields } of apart(entry, version, calendar.timeZone, { from, to })) {
      const span = spanOf(fields, calendar.timeZone);
      if (isBusy(fields, calendar.id) && span.end > span.start && touches(span, from, to)) spans.push(span);
    }
  }
  const joined: Span[] = [];
  for (const { start, end } of spans.sort((one, other) => one.start - other.start)) {
    const before = joined.at(-1);
    if (before && start <= before.end) before.end = Math.max(before.end, Math.min(end, to));
    else joined.push({ start: Math.max(start, from), end: Math.min(end, to) });
  }
  return joined;
}

function isBusy({ status, transparency, attendees, eventType }: Fields, owner: string): boolean {
  const isDeclined = attendees?.some(
    ({ email, responseStatus }) => email === owner && responseStatus === "declined",
  );
  return (
    status !== "cancelled" && transparency !== "transparent" && !isDeclined && eventType !== "workingLocation"
  );
}

function instant(text: string | null | undefined, name: string): number {
  if (text === null || text === undefined) throw missing(`Missing ${name} parameter.`);
  const at = readTime(text, undefined);
  if (at === null || Number.isNaN(at)) throw new Refusal(400, "badRequest", "Bad Request");
  return at;
}

function refused(reason: string): object {
  return { errors: [{ domain: "global", reason }], busy: [] };
}
