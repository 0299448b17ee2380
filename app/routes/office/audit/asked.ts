import { type EventKind, eventKinds } from "#app/domain/audit/rules.ts";
import type { Narrowed } from "#app/domain/reports/audit-log.ts";
import { isId } from "#app/values/ids.ts";
import { addDays, isDate, startOfDay } from "#app/values/zoned.ts";

/** What an address asks of the log, by the days of a clock; what makes no sense is left out. */
export function askedOf(query: URLSearchParams, zone: string): Omit<Narrowed, "count"> & { typed: Typed } {
  const id = (name: string) => {
    const given = query.get(name) ?? "";
    return isId(given) ? given : null;
  };
  const day = (name: string) => {
    const given = query.get(name) ?? "";
    return isDate(given) ? given : null;
  };
  const kind: EventKind | null = eventKinds.find((one) => one === query.get("kind")) ?? null;
  const [from, to] = [day("from"), day("to")];
  return {
    kind,
    person: id("person"),
    client: id("client"),
    from: from ? new Date(startOfDay(zone, from)) : null,
    until: to ? new Date(startOfDay(zone, addDays(to, 1))) : null,
    before: query.get("before"),
    typed: {
      ...(kind && { kind }),
      ...(id("person") && { person: id("person") ?? "" }),
      ...(id("client") && { client: id("client") ?? "" }),
      ...(from && { from }),
      ...(to && { to }),
    },
  };
}

export type Typed = Partial<Record<"kind" | "person" | "client" | "from" | "to", string>>;
