import { and, eq, inArray } from "drizzle-orm";
import { goals, noteAmendments, noteGoals, notes, noteWords } from "#app/db/schema/notes.ts";
import { type Ctx, moving } from "#app/domain/ctx.ts";

/** Forget what was written about a client: notes, what was added to them, and goals. Not even their hashes stay: a guess could be held against them. */
export function forget(ctx: Ctx, clientId: string): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    const here = <T extends typeof noteWords | typeof noteAmendments | typeof goals | typeof notes>(
      table: T,
    ) => and(eq(table.practiceId, ctx.practiceId), eq(table.clientId, clientId));
    const theirs = ctx.db.select({ id: notes.id }).from(notes).where(here(notes));
    await ctx.db
      .delete(noteGoals)
      .where(and(eq(noteGoals.practiceId, ctx.practiceId), inArray(noteGoals.noteId, theirs)));
    await ctx.db.delete(noteWords).where(here(noteWords));
    await ctx.db.delete(noteAmendments).where(here(noteAmendments));
    await ctx.db.delete(notes).where(here(notes));
    await ctx.db.delete(goals).where(here(goals));
  });
}
