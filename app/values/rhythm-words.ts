import { formatWeekday } from "./calendar-words.ts";
import { formatMinute, type Manner } from "./zoned.ts";

const numbers = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

type Rhythm = { startsOn: string; time: string; everyWeeks: number };

/** "every week", "every two weeks". */
export function howOften(everyWeeks: number): string {
  return everyWeeks === 1 ? "every week" : `every ${numbers[everyWeeks] ?? everyWeeks} weeks`;
}

/** "every Tuesday at 10:00", "every two weeks, Tuesday at 10:00": by the clock the series is kept by. */
export function rhythmInWords({ startsOn, time, everyWeeks }: Rhythm, manner: Manner): string {
  const weekday = formatWeekday(startsOn, manner);
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const at = formatMinute(minute, manner).replaceAll(" ", "\u00a0");
  return `${everyWeeks === 1 ? `every ${weekday}` : `${howOften(everyWeeks)}, ${weekday}`} at ${at}`;
}

/** A sentence's first letter in capitals. */
export function begun(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
