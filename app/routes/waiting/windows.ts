import type { WaitWindow } from "#app/db/schema/waiting.ts";
import { type DayPart, wantedOf, windowsOf } from "#app/domain/waiting/rules.ts";
import { tick } from "#app/routes/form-fields.ts";
import { formatWeekday } from "#app/values/zoned.ts";
import { parts, weekdays } from "./choices.ts";

/** The boxes in which somebody says when they could come. */
export const windowFields = {
  "day-1": tick,
  "day-2": tick,
  "day-3": tick,
  "day-4": tick,
  "day-5": tick,
  "day-6": tick,
  "day-7": tick,
  "part-morning": tick,
  "part-afternoon": tick,
  "part-evening": tick,
};

type Ticked = Partial<Record<keyof typeof windowFields, boolean>>;

/** What was ticked, as windows. */
export function windowsTicked(ticked: Ticked): WaitWindow[] {
  return windowsOf({
    weekdays: weekdays.filter((day) => ticked[`day-${day}`]),
    parts: parts.filter((part) => ticked[`part-${part}`]),
  });
}

/** Windows as the boxes of a form that opens with them. */
export function tickedFor(windows: readonly WaitWindow[]): Record<string, string> {
  const wanted = wantedOf(windows);
  return Object.fromEntries([
    ...wanted.weekdays.filter(() => wanted.weekdays.length < 7).map((day) => [`day-${day}`, "yes"]),
    ...wanted.parts.filter(() => wanted.parts.length < parts.length).map((part) => [`part-${part}`, "yes"]),
  ]);
}

const partsInWords: Record<DayPart, string> = {
  morning: "mornings",
  afternoon: "afternoons",
  evening: "evenings",
};

/** "Mondays and Thursdays, mornings", or "any time" without windows. */
export function windowsInWords(windows: readonly WaitWindow[], locale: string): string {
  if (windows.length === 0) return "any time";
  const wanted = wantedOf(windows);
  const list = new Intl.ListFormat("en", { type: "conjunction" });
  const days = wanted.weekdays.map((day) => formatWeekday(day, { locale }));
  return [
    wanted.weekdays.length < 7 && list.format(days),
    wanted.parts.length < parts.length && list.format(wanted.parts.map((part) => partsInWords[part])),
  ]
    .filter(Boolean)
    .join(", ");
}
