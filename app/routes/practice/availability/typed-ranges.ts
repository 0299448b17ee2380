import { lengthBetween } from "#app/domain/availability/rules.ts";
import type { FieldErrors } from "#app/http.ts";
import { timeText } from "#app/values/zoned.ts";

type Range = { startMinute: number; length: number };

/** A range, and the field it begins in. */
type TypedRange = Range & { field: string };

/** More than anybody's day has; what a form sends beyond them is not read. */
const mostRanges = 12;

/** The hours of one day from a form's fields `prefix-1-from`, `prefix-1-to` and so on; an empty pair is none. */
export function readRanges(
  fields: Readonly<Record<string, unknown>>,
  prefix: string,
): { ranges: TypedRange[]; errors: FieldErrors } {
  const ranges: TypedRange[] = [];
  const errors: FieldErrors = {};
  for (let row = 1; row <= mostRanges; row += 1) {
    const field = `${prefix}-${row}-from`;
    const [from, to] = [textOf(fields[field]), textOf(fields[`${prefix}-${row}-to`])];
    if (!from && !to) continue;
    const [start, end] = [minuteOf(from), minuteOf(to)];
    if (start === null) errors[field] = from ? notATime : "When does it begin?";
    if (end === null) errors[`${prefix}-${row}-to`] = to ? notATime : "When does it end?";
    if (start !== null && end !== null)
      ranges.push({ field, startMinute: start, length: lengthBetween(start, end) });
  }
  return { ranges, errors };
}

const notATime = "A time reads like 09:30.";

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** The ranges of one day as the fields they would be typed into. */
export function asFields(ranges: readonly Range[], prefix: string): Record<string, string> {
  return Object.fromEntries(
    ranges.flatMap(({ startMinute, length }, index) => [
      [`${prefix}-${index + 1}-from`, timeText(startMinute)],
      [`${prefix}-${index + 1}-to`, timeText((startMinute + length) % 1440)],
    ]),
  );
}
