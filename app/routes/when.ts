import { formatDates } from "#app/values/calendar-words.ts";
import { dayNumber, dayOf, formatDay, formatTime, zoneCity } from "#app/values/zoned.ts";

type Clock = { zone: string; locale: string };

/** A moment in words ("Tuesday 24 November, 10:20 am") and the place whose clock says so ("Lisbon"). */
export function whenAndWhere(instant: number, { zone, locale }: Clock): { when: string; where: string } {
  return {
    when: `${formatDay(instant, zone, { locale })}, ${timeOnALine(instant, { zone, locale })}`,
    where: zoneCity(zone),
  };
}

/** The day of a moment with its year: "4 January 2027". */
export function onTheDay(instant: Date, { zone, locale }: Clock): string {
  const date = dayOf(zone, instant);
  return formatDates(date, date, { locale }, "");
}

/** A moment with its year, for what may lie in another: "Monday 4 January 2027, 9:00 am". */
export function whenInYear(instant: number, { zone, locale }: Clock): string {
  const year = dayOf(zone, instant).slice(0, 4);
  return `${formatDay(instant, zone, { locale })} ${year}, ${timeOnALine(instant, { zone, locale })}`;
}

/** Until when something lasts: "until Monday 14 December, 9:00 am", or with a day's end "through Sunday 13 December". */
export function lastingUntil(end: number, clock: Clock): string {
  const { zone, locale } = clock;
  const isDaysEnd = dayOf(zone, end) !== dayOf(zone, end - 1);
  return isDaysEnd
    ? `through ${formatDay(end - 1, zone, { locale })}`
    : `until ${whenAndWhere(end, clock).when}`;
}

/** A time that never breaks between its digits and its "am". */
export function timeOnALine(instant: number, { zone, locale }: Clock): string {
  return formatTime(instant, zone, { locale }).replaceAll(" ", "\u00a0");
}

const numbers = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** How far off a moment to come is, by the days of a clock: "Today", "Tomorrow", "In six days". */
export function daysAway(instant: number, now: number, zone: string): string {
  const days = dayNumber(dayOf(zone, instant)) - dayNumber(dayOf(zone, now));
  if (days <= 0) return "Today";
  return days === 1 ? "Tomorrow" : `In ${numbers[days] ?? days} days`;
}
