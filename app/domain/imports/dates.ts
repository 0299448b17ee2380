import { isDate } from "#app/values/zoned.ts";

/** Whether the day or the month stands first where a date is written in numbers. */
export type DateOrder = "day_first" | "month_first";

const inNumbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/;
const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * In which order the dates of a column are written: what cannot be a month tells, and where nothing does, the locale
 * (English of the United States alone puts the month first).
 */
export function dateOrderOf(cells: readonly string[], locale: string): DateOrder {
  for (const cell of cells) {
    const [, first, second] = inNumbers.exec(cell.trim()) ?? [];
    if (Number(first) > 12) return "day_first";
    if (Number(second) > 12) return "month_first";
  }
  return /^en-(US|PH)\b/.test(locale) ? "month_first" : "day_first";
}

/** A date as people and programs write them, as `YYYY-MM-DD`; null when it is none. A time behind it is left out. */
export function readDate(text: string, order: DateOrder): string | null {
  const cell = text.trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?$/.exec(cell);
  if (iso) return dateFrom(iso[1], iso[2], iso[3]);
  const numbers = inNumbers.exec(cell);
  if (numbers) {
    const [, first, second, year] = numbers;
    return order === "day_first" ? dateFrom(year, second, first) : dateFrom(year, first, second);
  }
  const dayMonth = /^(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})\b/i.exec(cell);
  if (dayMonth) return dateFrom(dayMonth[3], monthOf(dayMonth[2]), dayMonth[1]);
  const monthDay = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/i.exec(cell);
  if (monthDay) return dateFrom(monthDay[3], monthOf(monthDay[1]), monthDay[2]);
  return null;
}

function monthOf(word = ""): string {
  return String(months.indexOf(word.toLowerCase()) + 1);
}

function dateFrom(year = "", month = "", day = ""): string | null {
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(date) ? date : null;
}
