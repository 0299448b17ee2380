import { and, eq } from "drizzle-orm";
import { noteGoals, notes, noteWords } from "#app/db/schema/notes.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { done, refused } from "#app/values/result.ts";
import { goalsToName } from "./goals.ts";
import { holdOwn, type Note } from "./reach.ts";
import { filledIn, isTooLong, type Written } from "./rules.ts";
import { keyFor, sealSections, unsealSections } from "./words.ts";

export type SaveRefusal = "moved_on" | "signed" | "too_long";

type Draft = {
  id: string;
  /** The version whoever saves has seen. */
  version: number;
  /** What was typed, by section; a section that was not sent stays. */
  typed: Readonly<Record<string, string | undefined>>;
  /** The goals that are ticked; absent: they stay as they are. */
  goalIds?: readonly string[];
};

/**
 * Save a draft over the version its author saw; gives the new version. Refuses: moved_on when another tab saved since,
 * and nothing is overwritten; signed; too_long. Null when it is not theirs. A save every five seconds is no event: the
 * row says when the last one was.
 */
export async function saveDraft(ctx: MemberCtx, { id, version, typed, goalIds }: Draft) {
  return inTransaction(ctx, async (ctx) => {
    const note = await holdOwn(ctx, id);
    if (!note) return null;
    if (note.status === "signed") return refused<SaveRefusal>("signed");
    if (note.version !== version) return refused<SaveRefusal>("moved_on");
    return privately(ctx, note.clientId, async (ctx) => {
      const key = await keyFor(ctx, note.clientId);
      const sections = filledIn(unsealSections(ctx, key, id, await sealedOf(ctx, id)), typed);
      if (isTooLong(sections)) return refused<SaveRefusal>("too_long");
      await ctx.db
        .update(noteWords)
        .set({ sealed: sealSections(ctx, key, id, sections) })
        .where(and(eq(noteWords.practiceId, ctx.practiceId), eq(noteWords.noteId, id)));
      if (goalIds) await nameGoals(ctx, note, goalIds);
      await ctx.db
        .update(notes)
        .set({ version: version + 1, savedAt: ctx.now() })
        .where(and(eq(notes.practiceId, ctx.practiceId), eq(notes.id, id)));
      return done({ version: version + 1, savedAt: ctx.now() });
    });
  });
}

async function sealedOf(ctx: MemberCtx, noteId: string): Promise<Buffer> {
  const [words] = await ctx.db
    .select({ sealed: noteWords.sealed })
    .from(noteWords)
    .where(and(eq(noteWords.practiceId, ctx.practiceId), eq(noteWords.noteId, noteId)));
  if (!words) throw new Error(`The words of note ${noteId} are gone`);
  return words.sealed;
}

async function nameGoals(ctx: MemberCtx, note: Note, goalIds: readonly string[]): Promise<void> {
  const { practiceId } = ctx;
  await ctx.db
    .delete(noteGoals)
    .where(and(eq(noteGoals.practiceId, practiceId), eq(noteGoals.noteId, note.id)));
  const known = await goalsToName(ctx, note, goalIds);
  if (known.length > 0)
    await ctx.db.insert(noteGoals).values(known.map((goalId) => ({ practiceId, noteId: note.id, goalId })));
}

/** A draft as it stands, for its author and nobody else; null otherwise. */
export function draftAsItStands(
  ctx: MemberCtx,
  id: string,
): Promise<{ note: Note; sections: Written[] } | null> {
  return inTransaction(ctx, async (ctx) => {
    const note = await holdOwn(ctx, id);
    if (note?.status !== "draft") return null;
    return privately(ctx, note.clientId, async (ctx) => {
      const key = await keyFor(ctx, note.clientId);
      return { note, sections: unsealSections(ctx, key, id, await sealedOf(ctx, id)) };
    });
  });
}

/** Throw a draft away that was begun by mistake; null when it is not theirs, or was signed. */
export function discardDraft(ctx: MemberCtx, id: string): Promise<Note | null> {
  return inTransaction(ctx, async (ctx) => {
    const note = await holdOwn(ctx, id);
    if (note?.status !== "draft") return null;
    return privately(ctx, note.clientId, async (ctx) => {
      const { practiceId } = ctx;
      await ctx.db
        .delete(noteGoals)
        .where(and(eq(noteGoals.practiceId, practiceId), eq(noteGoals.noteId, id)));
      await ctx.db
        .delete(noteWords)
        .where(and(eq(noteWords.practiceId, practiceId), eq(noteWords.noteId, id)));
      await ctx.db.delete(notes).where(and(eq(notes.practiceId, practiceId), eq(notes.id, id)));
      await record(ctx, "note.discarded", { id }, { client: note.clientId });
      return note;
    });
  });
}
