import { and, desc, eq, inArray, lte } from "drizzle-orm";
import { letterWords } from "#app/db/schema/notifications.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import type { OwnWords } from "#app/emails/letter/booking.ts";
import type { ClientLetter } from "./client-letters.ts";

/** Under which name the words beneath a therapist's name are kept. */
export const signature = "signature";

type Asked = { therapistId: string; letter: ClientLetter | null; askedAt: Date };

/**
 * A therapist's own words in a letter as they stood when it was asked for, so that a second try is the same letter
 * whatever she has written since.
 */
export async function ownWordsFor(ctx: Ctx, { therapistId, letter, askedAt }: Asked): Promise<OwnWords> {
  const standing = await ctx.db
    .selectDistinctOn([letterWords.letter], { letter: letterWords.letter, words: letterWords.words })
    .from(letterWords)
    .where(
      and(
        eq(letterWords.practiceId, ctx.practiceId),
        eq(letterWords.therapistId, therapistId),
        inArray(letterWords.letter, [signature, ...(letter ? [letter] : [])]),
        lte(letterWords.writtenAt, askedAt),
      ),
    )
    .orderBy(letterWords.letter, desc(letterWords.writtenAt), desc(letterWords.id));
  const words = new Map(standing.map((row) => [row.letter, row.words || null]));
  return { opening: (letter && words.get(letter)) ?? null, signature: words.get(signature) ?? null };
}
