import type { ReactNode } from "react";

/** A moment a person must keep, in the display face; `at` is the machine's form (ISO 8601), the children the words. */
export function Time({ at, large, children }: { at: string; large?: boolean; children: ReactNode }) {
  return (
    <time className="time" dateTime={at} data-size={large ? "large" : undefined}>
      {children}
    </time>
  );
}
