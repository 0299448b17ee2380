import { and, eq } from "drizzle-orm";
import { type CareWordKind, careRelationships, careWords } from "#app/db/schema/clients.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, type MemberCtx, moving, privately } from "#app/domain/ctx.ts";
import { isId, newId } from "#app/values/ids.ts";
import { keyOf, relationshipBetween } from "./queries.ts";
import { caresWithin } from "./reach.ts";

const column = "care_words.sealed";

type About = { clientId: string; relationshipId: string };

/** Seal why care took a turn, in the therapist's words. Gives the name they can be asked for by. */
export function keepCareWords(ctx: Ctx, about: About, kind: CareWordKind, text: string): Promise<string> {
  return privately(ctx, about.clientId, async (ctx) => {
    const id = newId();
    const sealed = ctx.vault.seal(await keyOf(ctx, about.clientId), { row: id, column }, text);
    const { practiceId } = ctx;
    await ctx.db.insert(careWords).values({ id, practiceId, ...about, kind, sealed, writtenAt: ctx.now() });
    return id;
  });
}

type Words = { id: string; relationshipId: string; kind: CareWordKind; text: string };

/** Unseal what was written at one turn, and note that it was read. Null when it is not there. */
export function openCareWords(
  ctx: Ctx,
  { clientId, wordsId }: { clientId: string; wordsId: string },
): Promise<Words | null> {
  return privately(ctx, clientId, async (ctx) => {
    const [words] = await ctx.db
      .select()
      .from(careWords)
      .where(
        and(
          eq(careWords.practiceId, ctx.practiceId),
          eq(careWords.clientId, clientId),
          eq(careWords.id, wordsId),
        ),
      );
    if (!words) return null;
    const { id, relationshipId, kind, sealed } = words;
    await record(ctx, "words.read", { id: relationshipId }, { kind });
    return {
      id,
      relationshipId,
      kind,
      text: ctx.vault.unseal(await keyOf(ctx, clientId), { row: id, column }, sealed),
    };
  });
}

/** The same for a member, about a care relationship their reach for private words covers; null otherwise, and nothing is noted. */
export async function readCareWords(
  ctx: MemberCtx,
  { clientId, wordsId }: { clientId: string; wordsId: string },
): Promise<Words | null> {
  if (!isId(wordsId)) return null;
  const mine = await caresWithin(ctx, "words.read", clientId);
  if (mine.length === 0) return null;
  return privately(ctx, clientId, async (ctx) => {
    const [about] = await ctx.db
      .select({ relationshipId: careWords.relationshipId })
      .from(careWords)
      .where(and(eq(careWords.practiceId, ctx.practiceId), eq(careWords.id, wordsId)));
    if (!mine.some(({ id }) => id === about?.relationshipId)) return null;
    return openCareWords(ctx, { clientId, wordsId });
  });
}

type Loose = { therapistId: string; kind: CareWordKind; text: string; writtenAt: Date };

/** Take everything written about a client's care out of their drawer, for a merge: unsealed, by therapist. */
export function takeCareWords(ctx: Ctx, clientId: string): Promise<Loose[]> {
  return moving(ctx, clientId, async (ctx) => {
    const rows = await ctx.db
      .select({ words: careWords, therapistId: careRelationships.therapistId })
      .from(careWords)
      .innerJoin(careRelationships, eq(careRelationships.id, careWords.relationshipId))
      .where(and(eq(careWords.practiceId, ctx.practiceId), eq(careWords.clientId, clientId)));
    if (rows.length === 0) return [];
    const key = await keyOf(ctx, clientId);
    await ctx.db
      .delete(careWords)
      .where(and(eq(careWords.practiceId, ctx.practiceId), eq(careWords.clientId, clientId)));
    return rows.map(({ words: { id, kind, sealed, writtenAt }, therapistId }) => ({
      therapistId,
      kind,
      writtenAt,
      text: ctx.vault.unseal(key, { row: id, column }, sealed),
    }));
  });
}

/** Put them into another's, sealed with the other's key, each with the relationship its therapist has there. */
export function giveCareWords(ctx: Ctx, clientId: string, all: Loose[]): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    for (const { therapistId, kind, text, writtenAt } of all) {
      const relationshipId = await relationshipBetween(ctx, clientId, therapistId);
      const id = newId();
      const sealed = ctx.vault.seal(await keyOf(ctx, clientId), { row: id, column }, text);
      const { practiceId } = ctx;
      await ctx.db
        .insert(careWords)
        .values({ id, practiceId, clientId, relationshipId, kind, sealed, writtenAt });
    }
  });
}
