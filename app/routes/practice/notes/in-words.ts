import type { NoteKind } from "#app/db/schema/notes.ts";
import type { Note } from "#app/domain/notes/reach.ts";
import type { Amendment } from "#app/domain/notes/read.ts";
import type { TagKind } from "#app/ui/tag.tsx";

export const kindWords: Record<NoteKind, string> = {
  intake: "Intake assessment",
  plan: "Plan",
  progress: "Progress note",
  contact: "Contact note",
  closing: "Closing summary",
  psychotherapy: "Psychotherapy note",
  process: "Process note",
};

export const amendmentWords: Record<Amendment["kind"], string> = {
  amendment: "Added",
  entered_in_error: "Entered in error",
  co_signature: "Co-signed",
  release: "Released",
};

/** What a note's state is called: a draft, signed, late, struck, waiting for a supervisor. */
export function standingTags(note: Note): { kind: TagKind; words: string }[] {
  const tags: ({ kind: TagKind; words: string } | false)[] = [
    note.status === "draft" && { kind: "wait", words: "Draft" },
    note.status === "signed" && { kind: "ok", words: "Signed" },
    note.isLate && { kind: "plain", words: "Late entry" },
    note.needsCoSign && note.coSignedAt === null && { kind: "wait", words: "To co-sign" },
    note.coSignedAt !== null && { kind: "ok", words: "Co-signed" },
    note.enteredInErrorAt !== null && { kind: "danger", words: "Entered in error" },
    note.releasedAt !== null && { kind: "info", words: "Released" },
  ];
  return tags.filter((tag) => tag !== false);
}
