import type { Account } from "../account.ts";
import type { Calendar } from "../calendar.ts";
import { type Item, latest } from "../series.ts";
import { apart } from "../sync.ts";
import { addDays, dayOf, midnight, spanOf, touches, written } from "../times.ts";
import { idOf } from "../view.ts";

/** An event on one day of the week that is looked at. */
export type Shown = {
  id: string;
  calendar: Calendar;
  item: Item;
  /** `09:00`, or null for what takes the whole day or goes on from the day before. */
  from: string | null;
  to: string | null;
  isAllDay: boolean;
};
export type Day = { date: string; label: string; isToday: boolean; events: Shown[] };

/** The week of a day, Monday first, with what everybody's calendars of an account have in it. */
export function weekOf(account: Account, date: string, now: Date): Day[] {
  const zone = account.timeZone;
  const monday = mondayOf(date);
  const today = dayOf(now.getTime(), zone);
  return Array.from({ length: 7 }, (_, place) => {
    const day = addDays(monday, place);
    return { date: day, label: labelOf(day), isToday: day === today, events: eventsOn(account, day) };
  });
}

export function mondayOf(date: string): string {
  return addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** `Monday 23 November`. */
export function labelOf(date: string, weekday: "long" | "short" = "short"): string {
  const month = weekday === "long" ? "long" : "short";
  const words = new Intl.DateTimeFormat("en-GB", { weekday, day: "numeric", month, timeZone: "UTC" });
  return words.format(new Date(`${date}T00:00:00Z`)).replace(",", "");
}

/** The time of day somewhere: `09:00`. */
export function clock(instant: number, zone: string): string {
  return written(instant, zone).slice(11, 16);
}

function eventsOn({ calendars, timeZone: zone }: Account, date: string): Shown[] {
  const [from, to] = [midnight(date, zone), midnight(addDays(date, 1), zone)];
  const all = calendars.flatMap((calendar) =>
    [...calendar.entries].flatMap((entry) =>
      apart(entry, latest(entry), calendar.timeZone, { from, to })
        .filter(({ fields }) => fields.status !== "cancelled")
        .map((item) => ({ item, calendar, span: spanOf(item.fields, zone) }))
        .filter(({ span }) => touches(span, from, to)),
    ),
  );
  return all
    .sort((one, other) => order(one.item) - order(other.item) || one.span.start - other.span.start)
    .map(({ item, calendar, span }) => {
      const isAllDay = "date" in item.fields.start;
      return {
        id: idOf(item),
        calendar,
        item,
        isAllDay,
        from: isAllDay || span.start < from ? null : clock(span.start, zone),
        to: isAllDay || span.end > to ? null : clock(span.end, zone),
      };
    });
}

function order({ fields }: Item): number {
  return "date" in fields.start ? 0 : 1;
}
