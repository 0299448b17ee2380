import { and, eq, inArray } from "drizzle-orm";
import { careRelationships } from "#app/db/schema/clients.ts";
import { goals, noteAmendments, noteGoals, notes, noteWords } from "#app/db/schema/notes.ts";
import { keyOf } from "#app/domain/clients/queries.ts";
import { type Ctx, inTransaction, moving } from "#app/domain/ctx.ts";
import { columns } from "./words.ts";

type Merge = { from: string; to: string };

/**
 * Give one client's notes, goals and what was added to them to another, for a merge: unsealed, and sealed anew under the
 * other's key, word for word. Their care relationships go after this.
 */
export function rehome(ctx: Ctx, merge: Merge): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const carried = await takeOut(ctx, merge.from);
    // What was signed is moved by the moving hand alone.
    await moving(ctx, merge.from, async (ctx) => {
      await ctx.db
        .update(notes)
        .set({ clientId: merge.to })
        .where(and(eq(notes.practiceId, ctx.practiceId), eq(notes.clientId, merge.from)));
      await joinRelationships(ctx, merge.to);
    });
    await putIn(ctx, merge.to, carried);
  });
}

type Carried = Awaited<ReturnType<typeof takeOut>>;

function takeOut(ctx: Ctx, from: string) {
  return moving(ctx, from, async (ctx) => {
    const key = await keyOf(ctx, from);
    const here = <T extends typeof noteWords | typeof noteAmendments | typeof goals>(table: T) =>
      and(eq(table.practiceId, ctx.practiceId), eq(table.clientId, from));
    const touched = await ctx.db
      .select({ noteId: noteGoals.noteId, goalId: noteGoals.goalId, practiceId: noteGoals.practiceId })
      .from(noteGoals)
      .innerJoin(notes, eq(notes.id, noteGoals.noteId))
      .where(and(eq(noteGoals.practiceId, ctx.practiceId), eq(notes.clientId, from)));
    const words = await ctx.db.delete(noteWords).where(here(noteWords)).returning();
    const amendments = await ctx.db.delete(noteAmendments).where(here(noteAmendments)).returning();
    const set = await ctx.db.delete(goals).where(here(goals)).returning();
    return {
      touched,
      words: words.map((row) => ({ ...row, text: unseal(row.noteId, columns.words, row.sealed) })),
      amendments: amendments.map((row) => ({ ...row, text: unseal(row.id, columns.amendment, row.sealed) })),
      goals: set.map((row) => ({ ...row, text: unseal(row.id, columns.goal, row.sealed) })),
    };

    function unseal(row: string, column: string, sealed: Buffer): string {
      return ctx.vault.unseal(key, { row, column }, sealed);
    }
  });
}

function putIn(ctx: Ctx, to: string, carried: Carried): Promise<void> {
  return moving(ctx, to, async (ctx) => {
    const key = await keyOf(ctx, to);
    const seal = (row: string, column: string, text: string) => ctx.vault.seal(key, { row, column }, text);
    for (const { text, ...row } of carried.goals) {
      const relationshipId = await relationshipThere(ctx, to, row);
      const sealed = seal(row.id, columns.goal, text);
      await ctx.db.insert(goals).values({ ...row, relationshipId, clientId: to, sealed });
    }
    for (const { text, ...row } of carried.words)
      await ctx.db
        .insert(noteWords)
        .values({ ...row, clientId: to, sealed: seal(row.noteId, columns.words, text) });
    for (const { text, ...row } of carried.amendments)
      await ctx.db
        .insert(noteAmendments)
        .values({ ...row, clientId: to, sealed: seal(row.id, columns.amendment, text) });
    if (carried.touched.length > 0) await ctx.db.insert(noteGoals).values(carried.touched);
  });
}

/** Where the other client knows a therapist already, that relationship stays and this one's notes go over to it. */
async function joinRelationships(ctx: Ctx, to: string): Promise<void> {
  const there = await ctx.db
    .select({ id: careRelationships.id, therapistId: careRelationships.therapistId })
    .from(careRelationships)
    .where(and(eq(careRelationships.practiceId, ctx.practiceId), eq(careRelationships.clientId, to)));
  for (const { id, therapistId } of there)
    await ctx.db
      .update(notes)
      .set({ relationshipId: id })
      .where(
        and(
          eq(notes.practiceId, ctx.practiceId),
          eq(notes.clientId, to),
          inArray(notes.therapistId, [therapistId]),
        ),
      );
}

async function relationshipThere(
  ctx: Ctx,
  to: string,
  goal: { relationshipId: string; therapistId: string },
) {
  const [there] = await ctx.db
    .select({ id: careRelationships.id })
    .from(careRelationships)
    .where(
      and(
        eq(careRelationships.practiceId, ctx.practiceId),
        eq(careRelationships.clientId, to),
        eq(careRelationships.therapistId, goal.therapistId),
      ),
    );
  return there?.id ?? goal.relationshipId;
}
