import type { MemberCtx } from "#app/domain/ctx.ts";
import { may, type Subject } from "#app/domain/practices/rules.ts";
import type { StoryKind } from "./story.ts";
import { storytellers } from "./story-tellers.ts";

type Shown = { kind: StoryKind; show: string; label: string };

const always: readonly Shown[] = [
  { kind: "session", show: "sessions", label: "Sessions" },
  { kind: "stage", show: "stages", label: "Stages" },
];
const letters: Shown = { kind: "letter", show: "letters", label: "Letters" };

/** What a member can narrow a client’s record to: what everybody sees, and what their own reach covers. */
export function shownWithin({ actor }: MemberCtx, subject: Subject): readonly Shown[] {
  const within = storytellers.filter(({ deed }) => may(actor, deed, subject));
  return [...always, ...within, letters];
}
