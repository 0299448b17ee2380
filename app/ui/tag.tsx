import type { ReactNode } from "react";

export type TagKind = "plain" | "ok" | "wait" | "info" | "danger";

/** A word or two about the state of something. The colour only repeats what the words say. */
export function Tag({ kind = "plain", children }: { kind?: TagKind; children: ReactNode }) {
  return (
    <span className="tag" data-kind={kind}>
      {children}
    </span>
  );
}
