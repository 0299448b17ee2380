import type Stripe from "stripe";
import { monthsAfter } from "./discounts.ts";

const day = 24 * 60 * 60;

/** The first moment after `now` that lies a whole number of intervals after `anchor`. */
export function periodEnd(
  anchor: number,
  now: number,
  { interval, interval_count: count }: Stripe.Price.Recurring,
): number {
  for (let n = 1; ; n++) {
    const end = after(anchor, interval, n * count);
    if (end > now) return end;
  }
}

function after(anchor: number, interval: Stripe.Price.Recurring.Interval, count: number): number {
  switch (interval) {
    case "day":
      return anchor + count * day;
    case "week":
      return anchor + count * 7 * day;
    case "year":
      return monthsAfter(anchor, count * 12);
    default:
      return monthsAfter(anchor, count);
  }
}
