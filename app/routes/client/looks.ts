import type { Access } from "#app/domain/privacy/record-access.ts";

const ofWords: Record<string, string> = {
  note: "Read the note you left with a booking",
  cancel_reason: "Read why you cancelled",
  message: "Read what you were written about a session",
  before: "Read the lines you sent before a session",
  referral: "Read what was written when you were referred on",
  past_gate: "Read why your care began without a call",
  glass: "Read why your private record was opened by somebody else than your therapist",
};

const looks: Record<string, string> = {
  "client.viewed": "Opened your record",
  "client.seen_as": "Looked at your pages the way you see them",
  "client.exported": "Took a copy of your record",
  "glass.closed": "Closed it again before the hour was over",
  "glass.broken": "Opened your private record for an hour, without being your therapist. The reason is kept",
};

const nouns: readonly [RegExp, string][] = [
  [/^(thread|message)/, "messages between you and your therapist"],
  [/^(form|answer|measure|consent)/, "a form you filled in"],
  [/^(note|record|goal|plan)/, "a note about your care"],
  [/^file/, "a file"],
];

/** What somebody did when they looked, in plain words. */
export function lookInWords({ name, of }: Pick<Access, "name" | "of">): string {
  const plain = looks[name] ?? (name === "words.read" && of ? ofWords[of] : undefined);
  if (plain) return plain;
  const noun = nouns.find(([pattern]) => pattern.test(name))?.[1] ?? "private words of yours";
  return `${/\.(exported|printed|downloaded)$/.test(name) ? "Took a copy of" : "Read"} ${noun}`;
}

/** As what somebody works in the practice. */
export function workInWords({ isTherapist, roles }: Pick<Access, "isTherapist" | "roles">): string {
  const named = isTherapist ? ["therapist"] : [];
  const others = roles.filter((role) => role !== "therapist");
  const all = [...named, ...others].join(", ");
  return all.charAt(0).toUpperCase() + all.slice(1);
}
