import type Stripe from "stripe";
import type { Listing } from "./params.ts";
import { invalid, noSuch } from "./refusal.ts";

const most = 100;

/**
 * A page of `things`, which come oldest first and are listed newest first: ten unless told, a hundred at most, after
 * or before the one with a given id, created within a range.
 */
export function page<T extends { id: string; object: string; created?: number }>(
  url: string,
  things: T[],
  { limit = 10, starting_after: after, ending_before: before, created }: Listing,
): Stripe.ApiList<T> {
  if (limit < 1 || limit > most) throw outOfRange(limit);
  const all = things.filter((thing) => isWithin(thing.created ?? 0, created)).reverse();
  const from = after === undefined ? 0 : place(all, after, "starting_after") + 1;
  const until = before === undefined ? all.length : place(all, before, "ending_before");
  const begin = before === undefined ? from : Math.max(0, until - limit);
  const end = Math.min(until, begin + limit);
  const has_more = before === undefined ? end < all.length : begin > 0;
  return { object: "list", data: all.slice(begin, end), has_more, url };
}

/** A list that is part of another object, whole. */
export function within<T>(url: string, data: T[]): Stripe.ApiList<T> {
  return { object: "list", data, has_more: false, url };
}

function place(all: { id: string; object: string }[], id: string, param: string): number {
  const found = all.findIndex((thing) => thing.id === id);
  if (found === -1) throw noSuch(all[0]?.object ?? "object", id, param);
  return found;
}

function isWithin(at: number, created: Listing["created"]): boolean {
  if (created === undefined) return true;
  if (typeof created === "number") return at === created;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = created;
  return at > gt && at >= gte && at < lt && at <= lte;
}

function outOfRange(limit: number) {
  const bound = limit < 1 ? "greater than or equal to 1" : `less than or equal to ${most}`;
  return invalid(`This value must be ${bound} (limit = ${limit}).`, {
    code: "parameter_invalid_integer",
    param: "limit",
  });
}
