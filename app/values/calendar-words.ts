import { DAY, dayNumber, formatter, type Instant, type Manner, MINUTE } from "./zoned.ts";

/** A date of a wall calendar as the instant a clock in UTC shows it. */
const inUtc = (date: string) => dayNumber(date) * DAY;

/** "23 – 27 November"; with the year when that is not `thisYear`. Dates are somebody's local ones. */
export function formatDates(first: string, last: string, { locale }: Manner, thisYear: string): string {
  const isFar = first.slice(0, 4) !== thisYear || last.slice(0, 4) !== thisYear;
  const shape = formatter(`${locale} dates ${isFar}`, locale, {
    day: "numeric",
    month: "long",
    ...(isFar && { year: "numeric" }),
    timeZone: "UTC",
  });
  return shape.formatRange(inUtc(first), inUtc(last));
}

/** "November 2026", for any date in it. */
export function formatMonth(date: string, { locale }: Manner): string {
  const shape = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return formatter(`${locale} month`, locale, shape).format(inUtc(date));
}

/** "Tuesday", for a date. */
export function formatWeekday(date: string, { locale }: Manner): string {
  return formatter(`${locale} weekday`, locale, { weekday: "long", timeZone: "UTC" }).format(inUtc(date));
}

/** "9:00" for nine in the morning and in the evening: where a column of hours says which. Minutes since midnight. */
export function formatClock(minute: number, { locale }: Manner): string {
  const shape = { hour: "numeric", minute: "2-digit", timeZone: "UTC" } as const;
  const parts = formatter(`${locale} clock`, locale, shape).formatToParts(minute * MINUTE);
  return parts
    .filter(({ type }) => type !== "dayPeriod")
    .map(({ value }) => value)
    .join("")
    .trim();
}

/** "8 am", or "08:00" where the day has 24 hours. */
export function formatHour(hour: number, { locale }: Manner): string {
  const short = formatter(`${locale} hour`, locale, { hour: "numeric", timeZone: "UTC" });
  const instant: Instant = hour * 60 * MINUTE;
  const said = short.resolvedOptions().hour12 ? short.format(instant) : formatClock(hour * 60, { locale });
  return said.replaceAll("\u202f", " ");
}
