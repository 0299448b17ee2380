import { heard } from "./outbox.ts";

/**
 * An answer as it would be without `expand`: what was opened is an id again. The reduced contract knows some fields,
 * such as a session's `setup_intent`, as ids alone, though the SDK's types let them be opened.
 */
export function folded(answer: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(answer);
  for (const path of paths) fold(copy, path.split("."));
  return copy;
}

function fold(node: unknown, [name = "", ...rest]: string[]): void {
  if (Array.isArray(node)) {
    for (const entry of node) fold(entry, [name, ...rest]);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const parent = node as Record<string, unknown>;
  fold(parent[name], rest);
  const id: unknown = rest.length === 0 ? Object(parent[name]).id : undefined;
  if (typeof id === "string") parent[name] = id;
}

/** The reduced contract knows the events the project listens to and no others; a list of events is told without those. */
export function withKnownEvents(answer: unknown): unknown {
  const told = Object(answer);
  if (told.object === "event") return isKnown(told) ? answer : null;
  if (told.object !== "list" || !Array.isArray(told.data)) return answer;
  return {
    ...told,
    data: told.data.filter((entry: unknown) => Object(entry).object !== "event" || isKnown(entry)),
  };
}

function isKnown(event: unknown): boolean {
  return (heard as readonly string[]).includes(Object(event).type);
}
