import { and, desc, eq } from "drizzle-orm";
import { letterWords } from "#app/db/schema/notifications.ts";
import { record } from "#app/domain/audit/record.ts";
import { inTransaction, type MemberCtx } from "#app/domain/ctx.ts";
import { may } from "#app/domain/practices/rules.ts";
import { newId } from "#app/values/ids.ts";
import type { ClientLetter } from "./client-letters.ts";
import type { signature } from "./own-words.ts";

/** What a therapist writes of her own: how a kind of letter opens, or what stands beneath her name in all of them. */
export type OwnPlace = ClientLetter | typeof signature;

/** A therapist's own words as they stand now, by their place; none where she wrote none. */
export async function wordsOf(
  ctx: MemberCtx,
  therapistId: string,
): Promise<Partial<Record<OwnPlace, string>>> {
  const standing = await ctx.db
    .selectDistinctOn([letterWords.letter], { letter: letterWords.letter, words: letterWords.words })
    .from(letterWords)
    .where(and(eq(letterWords.practiceId, ctx.practiceId), eq(letterWords.therapistId, therapistId)))
    .orderBy(letterWords.letter, desc(letterWords.writtenAt), desc(letterWords.id));
  return Object.fromEntries(standing.flatMap(({ letter, words }) => (words ? [[letter, words]] : [])));
}

/** Keep a therapist's own words for letters from now on; empty ones bring back ours. False when they are not theirs to write. */
export function keepWords(
  ctx: MemberCtx,
  { therapistId, place, words }: { therapistId: string; place: OwnPlace; words: string },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const subject = { practiceId: ctx.practiceId, therapistIds: [therapistId] };
    if (!may(ctx.actor, "profile.change", subject)) return false;
    const standing = await wordsOf(ctx, therapistId);
    if ((standing[place] ?? "") === words) return true;
    const { practiceId } = ctx;
    await ctx.db
      .insert(letterWords)
      .values({ id: newId(), practiceId, therapistId, letter: place, words, writtenAt: ctx.now() });
    await record(ctx, "letter.words_kept", { id: therapistId }, { letter: place });
    return true;
  });
}
