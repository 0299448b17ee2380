import { type EventKind, kindOf } from "#app/domain/audit/rules.ts";
import type { LogLine } from "#app/domain/reports/audit-log.ts";
import { capital } from "#app/routes/practice/in-words.ts";
import { eventNames } from "./event-names.ts";

export const kindNames: Record<EventKind, string> = {
  sign_ins: "Signing in",
  readings: "Looking and reading",
  exports: "Taking along",
  glass: "Broken glass",
  changes: "Changes",
};

/** What happened, in a few words; of an event nobody has named yet, its own name. */
export function whatInWords(name: string): string {
  return eventNames[name] ?? capital(name.replaceAll(/[._]/g, " "));
}

/** Who did it: by name, or as what. */
export function whoInWords({ who, actor }: Pick<LogLine, "who" | "actor">): string {
  if (who) return who;
  if (actor.startsWith("system:")) return "Selvage, by itself";
  if (actor.startsWith("holder:")) return "Somebody with a private link";
  return actor === "visitor" ? "A visitor" : "Somebody who has left";
}

/** The kind of an event, as the log's filter calls it. */
export function kindInWords(name: string): string {
  return kindNames[kindOf(name)];
}
