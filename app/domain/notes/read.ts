import { and, asc, eq } from "drizzle-orm";
import { users } from "#app/db/schema/identity.ts";
import { type AmendmentKind, noteAmendments, noteWords } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { type Goal, openGoals } from "./goals.ts";
import { type Note, noteWithin } from "./reach.ts";
import type { Written } from "./rules.ts";
import { goalsOf } from "./sign.ts";
import { columns, hashOf, keyFor, unsealSections } from "./words.ts";

/** Something that was added to a signed note. */
export type Amendment = { id: string; kind: AmendmentKind; by: string; text: string; writtenAt: Date };

/** A note with what it says. `isWhole`: its words are those that were signed. */
export type WholeNote = {
  note: Note;
  author: string;
  sections: Written[];
  goalIds: string[];
  /** The client's goals its reader may see. */
  goals: Goal[];
  amendments: Amendment[];
  isWhole: boolean;
};

/** Read a note within reach; that it was read, and by whom, is noted with it. Null when it is not theirs to read. */
export function readNote(ctx: MemberCtx, id: string): Promise<WholeNote | null> {
  return inTransaction(ctx, async (ctx) => {
    const note = await noteWithin(ctx, "notes.read", id);
    if (!note) return null;
    return privately(ctx, note.clientId, async (ctx) => {
      await record(ctx, "note.read", { id }, { client: note.clientId });
      return openNote(ctx, note);
    });
  });
}

/** The same inside a drawer that is open, for whoever notes the reading itself. Throws when the wall keeps its words. */
export async function openNote(ctx: MemberCtx, note: Note): Promise<WholeNote> {
  const [found] = await ctx.db
    .select({ sealed: noteWords.sealed, author: users.name })
    .from(noteWords)
    .innerJoin(users, eq(users.id, noteWords.authorId))
    .where(and(eq(noteWords.practiceId, ctx.practiceId), eq(noteWords.noteId, note.id)));
  if (!found) throw new Error(`The words of note ${note.id} are not there`);
  const key = await keyFor(ctx, note.clientId);
  const sections = unsealSections(ctx, key, note.id, found.sealed);
  const goalIds = await goalsOf(ctx, note.id);
  const { signedAt, hash } = note;
  return {
    note,
    author: found.author,
    sections,
    goalIds,
    goals: note.clientId ? await openGoals(ctx, note.clientId) : [],
    amendments: await amendmentsOf(ctx, note),
    isWhole: !signedAt || hash?.equals(hashOf({ ...note, signedAt, sections, goalIds })) === true,
  };
}

async function amendmentsOf(ctx: MemberCtx, note: Note): Promise<Amendment[]> {
  const rows = await ctx.db
    .select({ amendment: noteAmendments, by: users.name })
    .from(noteAmendments)
    .innerJoin(users, eq(users.id, noteAmendments.authorId))
    .where(and(eq(noteAmendments.practiceId, ctx.practiceId), eq(noteAmendments.noteId, note.id)))
    .orderBy(asc(noteAmendments.writtenAt), asc(noteAmendments.id));
  if (rows.length === 0) return [];
  const key = await keyFor(ctx, note.clientId);
  return rows.map(({ amendment: { id, kind, sealed, writtenAt }, by }) => ({
    ...{ id, kind, by, writtenAt },
    text: ctx.vault.unseal(key, { row: id, column: columns.amendment }, sealed),
  }));
}
