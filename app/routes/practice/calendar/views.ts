import { href } from "react-router";
import { formatDates, formatMonth } from "#app/values/calendar-words.ts";
import { addDays, dateOf, dayNumber, formatDate, isDate, weekdayOf } from "#app/values/zoned.ts";

export const views = ["day", "week", "month"] as const;
type View = (typeof views)[number];

/** What of the calendar is asked for. `of` is a therapist's slug, and null for whoever the page is about by itself. */
export type Place = { view: View; date: string; of: string | null };

/** What an address asks for; what is not understood is the week of `today`, and so is what lies centuries away. */
export function placeOf(query: URLSearchParams, today: string): Place {
  const [view, date] = [query.get("view"), query.get("date")];
  return {
    view: views.find((one) => one === view) ?? "week",
    date: date !== null && isNear(date) ? date : today,
    of: query.get("of"),
  };
}

/** Whether a text is a date somebody could mean: no calendar is asked for the year 9999. */
export function isNear(date: string): boolean {
  return isDate(date) && date >= "2000-01-01" && date < "2200-01-01";
}

/** The address of a page of the calendar. */
export function calendarAt({ view, date, of }: Place): string {
  return `${href("/practice/calendar")}?${new URLSearchParams({ view, date, ...(of !== null && { of }) })}`;
}

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(dayNumber(date)));
}

/** The whole weeks, Monday to Sunday, that a date's month touches. */
function monthOf(date: string): { first: string; last: string } {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const lastDay = dateOf(Date.UTC(year, month, 0) / 86_400_000);
  return { first: mondayOf(`${date.slice(0, 8)}01`), last: addDays(mondayOf(lastDay), 6) };
}

/** The dates whose rows a view needs. A week is asked for whole: only then is it known whether its weekend is empty. */
export function datesAsked({ view, date }: Place): { first: string; last: string } {
  if (view === "day") return { first: date, last: date };
  if (view === "month") return monthOf(date);
  return { first: mondayOf(date), last: addDays(mondayOf(date), 6) };
}

/** The same place one step earlier or later. */
function stepped({ view, date, of }: Place, step: 1 | -1): Place {
  if (view !== "month") return { view, of, date: addDays(date, view === "day" ? step : 7 * step) };
  const [year = 0, month = 1] = date.split("-").map(Number);
  return { view, of, date: dateOf(Date.UTC(year, month - 1 + step, 1) / 86_400_000) };
}

/** The ways on from a page of the calendar. */
export function waysOn(place: Place, today: string) {
  const name = place.view === "day" ? "day" : place.view;
  return [
    { label: `Previous ${name}`, href: calendarAt(stepped(place, -1)) },
    { label: place.view === "day" ? "Today" : `This ${name}`, href: calendarAt({ ...place, date: today }) },
    { label: `Next ${name}`, href: calendarAt(stepped(place, 1)) },
  ];
}

/** "23 – 27 November", "Tuesday 24 November" or "November 2026". `shown` are the dates drawn. */
export function titleOf({ view, date }: Place, shown: readonly string[], locale: string, today: string) {
  if (view === "day") return formatDate(date, { locale });
  if (view === "month") return formatMonth(date, { locale });
  return formatDates(shown[0] ?? date, shown.at(-1) ?? date, { locale }, today.slice(0, 4));
}
