/** What sorts of events the log is narrowed by. */
export const eventKinds = ["sign_ins", "readings", "exports", "glass", "changes"] as const;
export type EventKind = (typeof eventKinds)[number];

/** Which event names are of a kind, as patterns of SQL's LIKE; what is of no other kind is a change. */
export const namesOfKind: Record<Exclude<EventKind, "changes">, readonly string[]> = {
  sign_ins: ["session.%", "sign_in.%", "second_factor.%", "recovery_codes.%", "address.%", "account.%"],
  readings: ["%.read", "%.viewed", "%.seen_as"],
  exports: ["%.exported", "%.printed", "%.downloaded"],
  glass: ["glass.%"],
};

/** The kind of one event. */
export function kindOf(name: string): EventKind {
  const found = eventKinds.find(
    (kind) => kind !== "changes" && namesOfKind[kind].some((pattern) => isLike(name, pattern)),
  );
  return found ?? "changes";
}

function isLike(name: string, pattern: string): boolean {
  return pattern.startsWith("%") ? name.endsWith(pattern.slice(1)) : name.startsWith(pattern.slice(0, -1));
}
