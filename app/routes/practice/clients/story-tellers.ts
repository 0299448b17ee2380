import type { MemberCtx } from "#app/domain/ctx.ts";
import type { Deed } from "#app/domain/practices/rules.ts";
import type { File, StoryKind, StoryLine } from "./story.ts";
import { contentStory } from "./story-content.ts";
import { formStory } from "./story-forms.ts";
import type { Teller } from "./story-lines.ts";
import { messagesStory } from "./story-messages.ts";
import { moneyStory } from "./story-money.ts";
import { notesStory } from "./story-notes.ts";

/**
 * A room that tells of itself in a client's record: what its lines are filtered by, and the deed a member's hand must reach
 * for to hear any of it. Lines name what happened, when and by whom, never a private word.
 */
type Storyteller = {
  kind: StoryKind;
  show: string;
  label: string;
  deed: Deed;
  tellOf: (ctx: MemberCtx, file: File, tell: Teller) => Promise<StoryLine[]>;
};

/** Every room that tells, in the order of the filters. A room adds its line here and its words in `story-<room>.ts`. */
export const storytellers: readonly Storyteller[] = [
  { kind: "content", show: "content", label: "For them", deed: "content.change", tellOf: contentStory },
  { kind: "note", show: "notes", label: "Notes", deed: "notes.read", tellOf: notesStory },
  { kind: "form", show: "forms", label: "Forms", deed: "forms.read", tellOf: formStory },
  { kind: "message", show: "messages", label: "Messages", deed: "messages.read", tellOf: messagesStory },
  { kind: "money", show: "money", label: "Money", deed: "money.see", tellOf: moneyStory },
];
