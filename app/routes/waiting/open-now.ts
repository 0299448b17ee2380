import type { WaitKind } from "#app/db/schema/waiting.ts";

/** There is nothing to wait for where a time that would suit stands open. */
export const openNow: Record<WaitKind, string> = {
  full: "Times like these are open now, so there is no need to wait: book one, or say which other days or times you’d wait for.",
  earlier:
    "An earlier time like these is open now, so there is no need to wait: move to it, or say which other days or times you’d wait for.",
};
