import type { SessionKind } from "#app/db/schema/session-types.ts";

/** Whether a stranger may book a type: discovery calls, and events that were opened to everyone (domain, "The gate"). */
export function isOpenToStrangers(type: { kind: SessionKind; isOpenToAll: boolean }): boolean {
  return type.kind === "discovery" || (type.kind === "event" && type.isOpenToAll);
}

/** Whether a type is asked for by a time of one's own, rather than as a seat in something announced. */
export function isOneToOne(type: { kind: SessionKind }): boolean {
  return type.kind !== "group" && type.kind !== "event";
}
