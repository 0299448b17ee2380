import { dayNumber, dayOf, formatDate, formatMinute, formatTime } from "#app/values/zoned.ts";

type Range = { startMinute: number; length: number };
type Span = { startsAt: Date; endsAt: Date };

const DAY_MINUTES = 1440;

/** "9:00 am to 1:00 pm"; what runs through midnight says so. */
function rangeInWords({ startMinute, length }: Range, locale: string): string {
  if (length === DAY_MINUTES && startMinute === 0) return "all day";
  const end = startMinute + length;
  const until = end === DAY_MINUTES ? "midnight" : minuteInWords(end % DAY_MINUTES, locale);
  const text = `${minuteInWords(startMinute, locale)}\u00a0to\u00a0${until}`; // Read in one piece.
  return end > DAY_MINUTES ? `${text} the next day` : text;
}

/** The ranges of a day in a sentence; none is a day off. */
export function rangesInWords(ranges: readonly Range[], locale: string): string {
  if (ranges.length === 0) return "Off";
  return new Intl.ListFormat("en", { type: "conjunction" }).format(
    ranges.toSorted((a, b) => a.startMinute - b.startMinute).map((range) => rangeInWords(range, locale)),
  );
}

/** "Tuesday 24 November", with its year when that is not this one. */
export function dateInWords(date: string, { locale, today }: { locale: string; today: string }): string {
  const words = formatDate(date, { locale });
  return date.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${date.slice(0, 4)}`;
}

/** "Monday 1 March to Friday 5 March"; with times of day where it is not made of whole days. */
export function spanInWords(
  { startsAt, endsAt }: Span,
  { zone, locale, today }: { zone: string; locale: string; today: string },
): string {
  // A span that ends with a day's last moment ends on that day, not on the next.
  const [first, last] = [dayOf(zone, startsAt), dayOf(zone, endsAt.getTime() - 1)];
  const isWhole = dayOf(zone, startsAt.getTime() - 1) !== first && dayOf(zone, endsAt) !== last;
  const day = (date: string) => dateInWords(date, { locale, today });
  if (isWhole) return first === last ? day(first) : `${day(first)} to ${day(last)}`;
  const time = (instant: Date) => formatTime(instant, zone, { locale }).replaceAll(" ", "\u00a0");
  const until =
    dayNumber(first) === dayNumber(last) ? time(endsAt) : `${day(dayOf(zone, endsAt))}, ${time(endsAt)}`;
  return `${day(first)}, ${time(startsAt)} to ${until}`;
}

function minuteInWords(minute: number, locale: string): string {
  return formatMinute(minute, { locale }).replaceAll(" ", "\u00a0");
}
