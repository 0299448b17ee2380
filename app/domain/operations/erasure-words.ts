import { and, eq, inArray } from "drizzle-orm";
import { type ErasureWordKind, erasureWords } from "#app/db/schema/operations.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { practiceKey } from "#app/domain/files/keys.ts";

type Named = { erasureId: string; kind: ErasureWordKind };

const shelf = ({ erasureId, kind }: Named) => ({ row: erasureId, column: `erasure_words.${kind}` });

/** Keep what is said about an erasure, sealed with the practice's key. */
export async function keepErasureWords(
  ctx: Ctx,
  { text, ...named }: Named & { text: string },
): Promise<void> {
  const sealed = ctx.vault.seal(await practiceKey(ctx), shelf(named), text);
  const { practiceId } = ctx;
  await ctx.db.insert(erasureWords).values({ ...named, practiceId, sealed, writtenAt: ctx.now() });
}

/** What was said about erasures, by the erasure's id; what was not said, or was let go since, is left out. */
export async function readErasureWords(
  ctx: Ctx,
  kind: ErasureWordKind,
  erasureIds: readonly string[],
): Promise<Map<string, string>> {
  if (erasureIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ erasureId: erasureWords.erasureId, sealed: erasureWords.sealed })
    .from(erasureWords)
    .where(
      and(
        eq(erasureWords.practiceId, ctx.practiceId),
        eq(erasureWords.kind, kind),
        inArray(erasureWords.erasureId, [...erasureIds]),
      ),
    );
  if (rows.length === 0) return new Map();
  const key = await practiceKey(ctx);
  return new Map(
    rows.map(({ erasureId, sealed }) => [
      erasureId,
      ctx.vault.unseal(key, shelf({ erasureId, kind }), sealed),
    ]),
  );
}

/** Let go of what was said. */
export async function dropErasureWords(ctx: Ctx, { erasureId, kind }: Named): Promise<void> {
  await ctx.db
    .delete(erasureWords)
    .where(
      and(
        eq(erasureWords.practiceId, ctx.practiceId),
        eq(erasureWords.erasureId, erasureId),
        eq(erasureWords.kind, kind),
      ),
    );
}
