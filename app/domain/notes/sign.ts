import { and, eq, gt, isNull, lte, or } from "drizzle-orm";
import { appointments } from "#app/db/schema/bookings.ts";
import { noteGoals, notes, noteWords } from "#app/db/schema/notes.ts";
import { supervisions } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx, privately } from "#app/domain/ctx.ts";
import { done, refused } from "#app/values/result.ts";
import { holdOwn, type Note } from "./reach.ts";
import { isAuthorsAlone, isLate, saysNothing } from "./rules.ts";
import { hashOf, keyFor, unsealSections } from "./words.ts";

export type SignRefusal = "moved_on" | "says_nothing";

/**
 * Sign a draft of one's own as it was last seen, and lock it: from now on its words stay, and a hash of them with it.
 * Whether a supervisor must co-sign, and whether it comes late, is settled now. Refuses: moved_on when another tab saved
 * since it was read, says_nothing. A second press finds it signed. Null when it is not theirs.
 */
export async function signNote(ctx: MemberCtx, { id, version }: { id: string; version: number }) {
  return inTransaction(ctx, async (ctx) => {
    const note = await holdOwn(ctx, id);
    if (!note) return null;
    if (note.status === "signed") return done({ id });
    if (note.version !== version) return refused<SignRefusal>("moved_on");
    return privately(ctx, note.clientId, async (ctx) => {
      const here = and(eq(noteWords.practiceId, ctx.practiceId), eq(noteWords.noteId, id));
      const [words] = await ctx.db.select({ sealed: noteWords.sealed }).from(noteWords).where(here);
      if (!words) throw new Error(`The words of note ${id} are gone`);
      const sections = unsealSections(ctx, await keyFor(ctx, note.clientId), id, words.sealed);
      if (saysNothing(sections)) return refused<SignRefusal>("says_nothing");
      const signedAt = ctx.now();
      const hash = hashOf({ ...note, signedAt, sections, goalIds: await goalsOf(ctx, id) });
      await ctx.db
        .update(notes)
        .set({
          status: "signed",
          signedAt,
          hash,
          isLate: isLate({ endedAt: await endOf(ctx, note), signedAt }),
          needsCoSign: !isAuthorsAlone(note.kind) && (await mustBeCoSigned(ctx, note.therapistId)),
        })
        .where(and(eq(notes.practiceId, ctx.practiceId), eq(notes.id, id)));
      await ctx.db.update(noteWords).set({ isSigned: true }).where(here);
      await record(ctx, "note.signed", { id }, { client: note.clientId });
      return done({ id });
    });
  });
}

/** The goals a note names. */
export async function goalsOf(ctx: MemberCtx, noteId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ goalId: noteGoals.goalId })
    .from(noteGoals)
    .where(and(eq(noteGoals.practiceId, ctx.practiceId), eq(noteGoals.noteId, noteId)));
  return rows.map(({ goalId }) => goalId);
}

async function endOf(ctx: MemberCtx, { appointmentId }: Note): Promise<Date | null> {
  if (!appointmentId) return null;
  const [session] = await ctx.db
    .select({ endsAt: appointments.endsAt })
    .from(appointments)
    .where(and(eq(appointments.practiceId, ctx.practiceId), eq(appointments.id, appointmentId)));
  return session?.endsAt ?? null;
}

async function mustBeCoSigned(ctx: MemberCtx, therapistId: string): Promise<boolean> {
  const [must] = await ctx.db
    .select({ id: supervisions.id })
    .from(supervisions)
    .where(
      and(
        eq(supervisions.practiceId, ctx.practiceId),
        eq(supervisions.therapistId, therapistId),
        eq(supervisions.mustCoSign, true),
        lte(supervisions.from, ctx.now()),
        or(isNull(supervisions.until), gt(supervisions.until, ctx.now())),
      ),
    )
    .limit(1);
  return must !== undefined;
}
