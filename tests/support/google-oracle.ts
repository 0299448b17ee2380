import { Temporal } from "temporal-polyfill";
import type { Calendar } from "#sandbox/google/calendar.ts";
import type { Fields } from "#sandbox/google/fields.ts";
import { latest } from "#sandbox/google/series.ts";
import type { When } from "#sandbox/google/times.ts";
import { inZone, startOfDayByTemporal } from "./temporal-oracle.ts";

// What stands in a calendar of the sandbox's, read from what was put there: series are counted out with Temporal, and
// nothing is shared with the code that answers lists.

/** One thing that takes place. `isBusy`: whether its owner is taken. */
export type Happening = { id: string; startsAt: number; endsAt: number; isBusy: boolean; fields: Fields };

type Wish = { from: number; until: number; which?: (id: string) => boolean };

/** Everything in a calendar that ends after `from` and begins before `until`, ms; of those events only, where that is told. */
export function happenings(calendar: Calendar, { from, until, which = () => true }: Wish): Happening[] {
  const entries = [...calendar.entries].filter(({ id }) => which(id));
  return entries.flatMap((entry) => {
    const { fields, exceptions } = latest(entry);
    if (fields.status === "cancelled") return [];
    const each = fields.recurrence ? starts(fields, calendar.timeZone, until) : [fields.start];
    return each.flatMap((start) => {
      const regular = { ...fields, start, end: endOf(fields, start) };
      const key = fields.recurrence ? keyOf(start) : null;
      const real = { ...regular, ...(key !== null && exceptions.get(key)?.over) };
      if (real.status === "cancelled") return [];
      const [startsAt, endsAt] = [instantOf(real.start, calendar), instantOf(real.end, calendar)];
      if (endsAt <= from || startsAt >= until) return [];
      const isBusy = endsAt > startsAt && takesTime(real, calendar.id);
      return [{ id: key === null ? entry.id : `${entry.id}_${key}`, startsAt, endsAt, isBusy, fields: real }];
    });
  });
}

function takesTime({ transparency, eventType, attendees }: Fields, owner: string): boolean {
  const own = attendees?.find(({ email }) => email === owner);
  return (
    transparency !== "transparent" && eventType !== "workingLocation" && own?.responseStatus !== "declined"
  );
}

function instantOf(when: When, { timeZone }: Calendar): number {
  return "date" in when ? startOfDayByTemporal(timeZone, when.date) : Date.parse(when.dateTime);
}

/** As long as the first of its series: in days, or by the clock of an instant. */
function endOf({ start: first, end }: Fields, start: When): When {
  if ("date" in first && "date" in end && "date" in start) {
    const days = Temporal.PlainDate.from(first.date).until(end.date, { largestUnit: "days" });
    return { date: Temporal.PlainDate.from(start.date).add(days).toString() };
  }
  if ("date" in first || "date" in end || "date" in start) throw new Error("Days and hours are mixed");
  const length = Date.parse(end.dateTime) - Date.parse(first.dateTime);
  return { ...end, dateTime: new Date(Date.parse(start.dateTime) + length).toISOString() };
}

type Rule = { days: number; count: number; until: string };

/** Every day or every week, every so often, so many times or until a day or a moment (RFC 5545, 3.3.10). */
function ruleOf(line: string): Rule {
  const parts = new Map(
    line
      .replace("RRULE:", "")
      .split(";")
      .map((part) => part.split("=") as [string, string]),
  );
  const steps: Record<string, number> = { DAILY: 1, WEEKLY: 7 };
  const step = steps[parts.get("FREQ") ?? ""];
  const known = ["FREQ", "INTERVAL", "COUNT", "UNTIL"];
  if (!step || [...parts.keys()].some((name) => !known.includes(name)))
    throw new Error(`The oracle cannot count ${line}`);
  return {
    days: step * Number(parts.get("INTERVAL") ?? 1),
    count: Number(parts.get("COUNT") ?? Number.POSITIVE_INFINITY),
    until: parts.get("UNTIL") ?? "99991231T235959Z",
  };
}

function starts({ start, recurrence = [] }: Fields, calendarZone: string, until: number): When[] {
  const [line = "", ...more] = recurrence;
  if (more.length > 0) throw new Error("The oracle knows one rule at a time");
  const rule = ruleOf(line);
  const found: When[] = [];
  const zone = "date" in start ? "UTC" : (start.timeZone ?? calendarZone);
  const first = inZone(zone, "date" in start ? Date.parse(start.date) : Date.parse(start.dateTime));
  for (let n = 0; n < rule.count; n++) {
    const day = first.toPlainDate().add({ days: n * rule.days });
    const at = day.toZonedDateTime({ timeZone: zone, plainTime: first.toPlainTime() }).epochMilliseconds;
    const when: When =
      "date" in start ? { date: day.toString() } : { dateTime: new Date(at).toISOString(), timeZone: zone };
    // A day is over when its longest name is: those that begin elsewhere are a day off at most.
    if (keyOf(when) > rule.until || at - 86_400_000 >= until) break;
    found.push(when);
  }
  return found;
}

function keyOf(when: When): string {
  if ("date" in when) return when.date.replaceAll("-", "");
  return `${new Date(when.dateTime).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}
