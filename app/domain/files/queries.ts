import { and, eq, inArray, isNotNull, isNull, type SQL } from "drizzle-orm";
import { type FileRoom, files } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import type { World } from "#app/world.ts";
import { whoBrings } from "./arrivals.ts";
import type { Range } from "./rules.ts";
import { storageOf } from "./storage.ts";
import { takeUp } from "./take-up.ts";
import { wordsOf } from "./words.ts";

export type StoredFile = typeof files.$inferSelect;

/** A file that is all there, or null. Whether somebody may have it is for its room to say. */
export async function findFile(ctx: Ctx, fileId: string): Promise<StoredFile | null> {
  if (!isId(fileId)) return null;
  const [file] = await ctx.db
    .select()
    .from(files)
    .where(and(eq(files.practiceId, ctx.practiceId), eq(files.id, fileId), isNotNull(files.arrivedAt)));
  return file ?? null;
}

/** Open a file whose room said yes: its name, and its bytes as they are asked for; null when Postgres says no. */
export async function openFile(ctx: Ctx, world: World, file: StoredFile) {
  const words = (await wordsOf(ctx, [file])).get(file.id);
  if (!words) return null;
  const { name, key } = words;
  return {
    name,
    /** The plain bytes of a span, chunk by chunk; all of it unless told otherwise. */
    read: (span: Range = { from: 0, until: file.size }) => takeUp(storageOf(world), { ...file, key }, span),
  };
}

export type FileInWords = {
  id: string;
  ownerId: string | null;
  name: string;
  contentType: string;
  size: number;
};

/** What the files of some owners are called, and how large they are. The owner's room has seen to it who asks. */
export async function filesOf(ctx: Ctx, ownerIds: readonly string[]): Promise<FileInWords[]> {
  return ownerIds.length === 0 ? [] : inWords(ctx, inArray(files.ownerId, [...ownerIds]));
}

/** The same of files that whoever asks has brought and that belong to nothing yet; those of `fileIds` that are none are left out. */
export async function ownUnclaimed(
  ctx: Ctx,
  { fileIds, room }: { fileIds: readonly string[]; room: FileRoom },
): Promise<FileInWords[]> {
  const ids = fileIds.filter(isId);
  if (ids.length === 0) return [];
  const { id, broughtBy, ownerId } = files;
  return inWords(
    ctx,
    and(inArray(id, ids), eq(files.room, room), eq(broughtBy, whoBrings(ctx)), isNull(ownerId)),
  );
}

async function inWords(ctx: Ctx, which: SQL | undefined): Promise<FileInWords[]> {
  const found = await ctx.db
    .select()
    .from(files)
    .where(and(eq(files.practiceId, ctx.practiceId), which, isNotNull(files.arrivedAt)))
    .orderBy(files.createdAt, files.id);
  const words = await wordsOf(ctx, found);
  return found.flatMap(({ id, ownerId, contentType, size }) => {
    const named = words.get(id);
    return named ? [{ id, ownerId, name: named.name, contentType, size }] : [];
  });
}
