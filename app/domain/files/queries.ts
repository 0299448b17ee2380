import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { files } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import type { World } from "#app/world.ts";
import { openedFor, wrappingKey } from "./keys.ts";
import type { Range } from "./rules.ts";
import { storageOf } from "./storage.ts";
import { takeUp } from "./take-up.ts";

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

/** Open a file whose room said yes: its name, and its bytes as they are asked for. */
export async function openFile(ctx: Ctx, world: World, file: StoredFile) {
  const { name, key } = openedFor(ctx, await wrappingKey(ctx, file.clientId), file);
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
  if (ownerIds.length === 0) return [];
  const found = await ctx.db
    .select()
    .from(files)
    .where(
      and(
        eq(files.practiceId, ctx.practiceId),
        inArray(files.ownerId, [...ownerIds]),
        isNotNull(files.arrivedAt),
      ),
    )
    .orderBy(files.createdAt, files.id);
  const all: FileInWords[] = [];
  for (const file of found) {
    const { name } = openedFor(ctx, await wrappingKey(ctx, file.clientId), file);
    const { id, ownerId, contentType, size } = file;
    all.push({ id, ownerId, name, contentType, size });
  }
  return all;
}
