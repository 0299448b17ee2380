import { and, eq, inArray } from "drizzle-orm";
import { fileWords } from "#app/db/schema/files.ts";
import { type Ctx, moving, privately } from "#app/domain/ctx.ts";
import type { WrappedKey } from "#app/world.ts";
import { wrappingKey } from "./keys.ts";

/** What a file is called, and the key its bytes are sealed with. */
export type FileWords = { name: string; key: Buffer };

type Whose = { id: string; clientId: string | null };

/** Keep what a file is called and its key, sealed under its client's key or the practice's: part of what makes room for it. */
export async function keepWords(ctx: Ctx, { id, clientId }: Whose, words: FileWords): Promise<void> {
  await privately(ctx, clientId, (ctx) => lay(ctx, { id, clientId }, words));
}

async function lay(ctx: Ctx, { id, clientId }: Whose, words: FileWords): Promise<void> {
  const sealed = sealedFor(ctx, await wrappingKey(ctx, clientId), id, words);
  await ctx.db.insert(fileWords).values({ fileId: id, practiceId: ctx.practiceId, clientId, ...sealed });
}

/** Call a file something else, for as long as it belongs to nothing and by whoever brought it. */
export async function rename(ctx: Ctx, { id, clientId }: Whose, words: FileWords): Promise<void> {
  const { sealedName } = sealedFor(ctx, await wrappingKey(ctx, clientId), id, words);
  await privately(ctx, clientId, ({ db }) =>
    db
      .update(fileWords)
      .set({ sealedName })
      .where(and(eq(fileWords.practiceId, ctx.practiceId), eq(fileWords.fileId, id))),
  );
}

/**
 * What files are called and their keys, by the hand that asks. Their rooms have seen to who asks; Postgres looks as well,
 * and one it keeps from that hand is not among them.
 */
export async function wordsOf(ctx: Ctx, files: readonly Whose[]): Promise<Map<string, FileWords>> {
  const found = new Map<string, FileWords>();
  for (const [clientId, theirs] of Map.groupBy(files, ({ clientId }) => clientId)) {
    const key = await wrappingKey(ctx, clientId);
    const rows = await privately(ctx, clientId, ({ db }) =>
      db.select().from(fileWords).where(among(ctx, theirs)),
    );
    for (const row of rows) found.set(row.fileId, openedFor(ctx, key, row));
  }
  return found;
}

/** Take out of one client's drawer what their files are called, for a merge; `giveWords` lays it in the other's. */
export async function takeWords(ctx: Ctx, clientId: string, files: readonly Whose[]) {
  const key = await wrappingKey(ctx, clientId);
  const rows = await moving(ctx, clientId, ({ db }) =>
    db.delete(fileWords).where(among(ctx, files)).returning(),
  );
  return new Map(rows.map((row) => [row.fileId, openedFor(ctx, key, row)]));
}

/** Lay what was taken into another client's drawer, sealed anew with their key; the files are theirs already. */
export function giveWords(ctx: Ctx, clientId: string, taken: ReadonlyMap<string, FileWords>): Promise<void> {
  return moving(ctx, clientId, async (ctx) => {
    for (const [id, words] of taken) await lay(ctx, { id, clientId }, words);
  });
}

function among({ practiceId }: Ctx, files: readonly Whose[]) {
  const ids = files.map(({ id }) => id);
  return and(eq(fileWords.practiceId, practiceId), inArray(fileWords.fileId, ids));
}

/** The shelves keep the names they had when the words stood in `files`: what was sealed then opens still. */
const shelf = (fileId: string, column: "sealed_name" | "sealed_key") => ({
  row: fileId,
  column: `files.${column}`,
});

function sealedFor({ vault }: Ctx, wrapping: WrappedKey, fileId: string, { name, key }: FileWords) {
  return {
    sealedName: vault.seal(wrapping, shelf(fileId, "sealed_name"), name),
    sealedKey: vault.seal(wrapping, shelf(fileId, "sealed_key"), key.toString("base64")),
  };
}

function openedFor(
  { vault }: Ctx,
  wrapping: WrappedKey,
  { fileId, sealedName, sealedKey }: typeof fileWords.$inferSelect,
): FileWords {
  return {
    name: vault.unseal(wrapping, shelf(fileId, "sealed_name"), sealedName),
    key: Buffer.from(vault.unseal(wrapping, shelf(fileId, "sealed_key"), sealedKey), "base64"),
  };
}
