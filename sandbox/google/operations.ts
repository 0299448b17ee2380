import { calendars } from "./calendar-calls.ts";
import { events } from "./event-calls.ts";
import type { Operation, Operations } from "./operation.ts";

/** Every call of the calendar that this Google answers. */
export const operations: Operations = { ...calendars, ...events };

type Way = { method: string; path: RegExp; places: number; operation: Operation };

/** What is written out stands before what may be anything: `events/watch` is no event. */
const ways: readonly Way[] = Object.entries(operations)
  .map(([name, operation]) => {
    const [method = "", path = ""] = name.split(" ");
    const pattern = new RegExp(`^/calendar/v3${path.replaceAll(/:[a-z]/g, "([^/]+)")}$`);
    return { method, path: pattern, places: path.split(":").length, operation };
  })
  .sort((one, other) => one.places - other.places);

export type Found = { operation: Operation; ids: readonly string[] };

/** The operation behind a method and path, with the ids in the path, or null for one this Google does not know. */
export function operationAt(method: string, path: string): Found | null {
  for (const way of ways) {
    const found = way.method === method ? way.path.exec(path) : null;
    if (found) return { operation: way.operation, ids: found.slice(1).map(decoded) };
  }
  return null;
}

/** An id that cannot be decoded is nobody's, as it stands. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
