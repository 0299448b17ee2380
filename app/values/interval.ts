/** Half-open, `[from, until)`, in milliseconds since 1970 wherever this product uses it. */
export type Interval = { from: number; until: number };

/** Whether two intervals share a moment. Touching is not sharing. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.until && b.from < a.until;
}

/** The same moments, in order and apart: what overlaps or touches becomes one, what is empty goes. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  let last: Interval = { from: -Infinity, until: -Infinity };
  for (const { from, until } of intervals.toSorted((a, b) => a.from - b.from)) {
    if (from >= until) continue;
    if (from <= last.until && merged.length > 0) {
      last.until = Math.max(last.until, until);
    } else {
      last = { from, until };
      merged.push(last);
    }
  }
  return merged;
}

/** The moments of `whole` outside of every `taken`. Both come in order and apart, as `merge` leaves them. */
export function subtract(whole: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let next = 0;
  for (const { from, until } of whole) {
    let start = from;
    for (let cut = taken[next]; cut && cut.from < until; cut = taken[next]) {
      if (start < cut.from) left.push({ from: start, until: cut.from });
      start = Math.max(start, cut.until);
      if (cut.until >= until) break; // It may reach into the next interval too.
      next += 1;
    }
    if (start < until) left.push({ from: start, until });
  }
  return left;
}
