import { and, eq } from "drizzle-orm";
import { therapists } from "#app/db/schema/therapists.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction, type MemberCtx } from "#app/domain/ctx.ts";

/** From when on sessions wait for a note here, for the member who signs them; null: the notes are kept elsewhere. */
export async function notesSince(ctx: MemberCtx): Promise<Date | null> {
  const [found] = await ctx.db
    .select({ since: therapists.notesSince })
    .from(therapists)
    .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, ctx.actor.therapistId ?? "")));
  return found?.since ?? null;
}

/** Say since when a therapist keeps notes here, or with null that they are kept elsewhere. */
export function keepNotesSince(ctx: Ctx, therapistId: string, since: Date | null): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db
      .update(therapists)
      .set({ notesSince: since })
      .where(and(eq(therapists.practiceId, ctx.practiceId), eq(therapists.id, therapistId)));
    await record(ctx, "notes.kept_here", { id: therapistId }, { here: since !== null });
  });
}
