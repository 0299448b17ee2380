import type { Interval } from "#app/values/interval.ts";

const hour = 3_600_000;
const needed = 4 * hour;
const atMost = 72 * hour;

/**
 * When (ms) four hours of work have gone by since `from`: time within the hours worked and outside of time away. Where
 * that takes longer than three days, after three days: a form that needs somebody does not wait out a holiday.
 */
export function afterWorking(hours: readonly Interval[], away: readonly Interval[], from: number): number {
  let left = needed;
  for (const span of hours.flatMap((one) => without(one, away))) {
    const start = Math.max(span.from, from);
    if (start >= span.until) continue;
    if (span.until - start >= left) return Math.min(start + left, from + atMost);
    left -= span.until - start;
  }
  return from + atMost;
}

/** What is left of a span when others are cut out of it, in order. */
function without(span: Interval, cuts: readonly Interval[]): Interval[] {
  return cuts.reduce<Interval[]>(
    (rest, cut) =>
      rest.flatMap(({ from, until }) =>
        [
          { from, until: Math.min(until, cut.from) },
          { from: Math.max(from, cut.until), until },
        ]
          .filter((one) => one.from < one.until)
          .filter((one, at, all) => at === 0 || all[0]?.until !== one.until || all[0]?.from !== one.from),
      ),
    [span],
  );
}
