import { href } from "react-router";
import type { MemberCtx } from "#app/domain/ctx.ts";
import { notesAbout } from "#app/domain/notes/queries.ts";
import { kindWords, standingTags } from "#app/routes/practice/notes/in-words.ts";
import type { File, StoryLine } from "./story.ts";
import { inWords, type Teller } from "./story-lines.ts";

/** The notes about a client: their kind, how far they have come and whose they are, never a word of them. */
export async function notesStory(ctx: MemberCtx, { client }: File, tell: Teller): Promise<StoryLine[]> {
  const notes = await notesAbout(ctx, client.id);
  return notes.map((note) => ({
    id: note.id,
    kind: "note",
    title: kindWords[note.kind],
    href: href("/practice/notes/:id", { id: note.id }),
    text: note.signedAt ? `Signed by ${note.author}` : "Not signed yet",
    tag: standingTags(note).at(-1),
    at: note.about.toISOString(),
    when: inWords(tell, note.about),
    isAhead: false,
  }));
}
