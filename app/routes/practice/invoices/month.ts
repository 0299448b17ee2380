import { formatMonth } from "#app/values/calendar-words.ts";
import { addDays, isDate, startOfDay } from "#app/values/zoned.ts";

/** A month as an address names it ("2027-02"), or the one a date lies in. */
export function monthIn(text: string | null, today: string): string {
  return text && /^20\d{2}-\d{2}$/.test(text) && isDate(`${text}-01`) ? text : today.slice(0, 7);
}

const firstOf = (month: string) => `${month}-01`;
const monthAfter = (month: string) => addDays(firstOf(month), 31).slice(0, 7);
const monthBefore = (month: string) => addDays(firstOf(month), -1).slice(0, 7);

/** From the first moment of a month until the first of the next, by a zone's clock. */
export function spanOfMonth(zone: string, month: string): { from: Date; until: Date } {
  return {
    from: new Date(startOfDay(zone, firstOf(month))),
    until: new Date(startOfDay(zone, firstOf(monthAfter(month)))),
  };
}

/** From the first moment of a day until the end of another. */
export function spanOfDays(zone: string, first: string, last: string): { from: Date; until: Date } {
  return { from: new Date(startOfDay(zone, first)), until: new Date(startOfDay(zone, addDays(last, 1))) };
}

/** A month with its neighbours in words: "February 2027". */
export function monthWords(month: string, locale: string) {
  const named = (one: string) => ({ month: one, words: formatMonth(firstOf(one), { locale }) });
  return { ...named(month), before: named(monthBefore(month)), after: named(monthAfter(month)) };
}

/** The first and the last day of a month. */
export function daysOfMonth(month: string): { first: string; last: string } {
  return { first: firstOf(month), last: addDays(firstOf(monthAfter(month)), -1) };
}
