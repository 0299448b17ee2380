import type { SessionKind } from "#app/db/schema/session-types.ts";

/** Whether a stranger may book a type: discovery calls, and events that were opened to everyone (domain, "The gate"). */
export function isOpenToStrangers(type: { kind: SessionKind; isOpenToAll: boolean }): boolean {
  return type.kind === "discovery" || (type.kind === "event" && type.isOpenToAll);
}

/** Whether a type is asked for by a time of one's own, rather than as a seat in something announced. */
export function isOneToOne(type: { kind: SessionKind }): boolean {
  return type.kind !== "group" && type.kind !== "event";
}

/** What makes a session type contradict itself. */
export type Contradiction =
  | "first_call_costs"
  | "too_many_places"
  | "open_but_no_event"
  | "nobody_to_approve";

type Shape = {
  kind: SessionKind;
  price: number;
  capacity: number;
  isOpenToAll: boolean;
  needsApproval?: boolean | undefined;
};

/** The first way in which a type contradicts itself, or null. A first call is free (domain, "The gate"). */
export function contradictionIn({
  kind,
  price,
  capacity,
  isOpenToAll,
  needsApproval,
}: Shape): Contradiction | null {
  if (kind === "discovery" && price > 0) return "first_call_costs";
  if (capacity > 1 && isOneToOne({ kind })) return "too_many_places";
  if (isOpenToAll && kind !== "event") return "open_but_no_event";
  if (needsApproval && !isOneToOne({ kind })) return "nobody_to_approve";
  return null;
}

/** The order of a list after one of it was put at a place, counted from 1; past the end is the end. */
export function placed<One>(order: readonly One[], one: One, place: number): One[] {
  const others = order.filter((other) => other !== one);
  return others.toSpliced(Math.max(place - 1, 0), 0, one);
}
