import { and, eq, isNull } from "drizzle-orm";
import { arrivals, type FileRoom, files } from "#app/db/schema/files.ts";
import { record } from "#app/domain/audit/record.ts";
import { type Ctx, inTransaction } from "#app/domain/ctx.ts";
import { newId } from "#app/values/ids.ts";
import { newFileKey } from "./keys.ts";
import type { Lying } from "./lay-down.ts";
import { patience, plainName } from "./rules.ts";
import { placeOf } from "./storage.ts";
import { keepWords, rename, wordsOf } from "./words.ts";

type Expected = {
  room: FileRoom;
  clientId: string | null;
  name: string;
  contentType: string;
  /** Of one that comes in pieces, how much it says it will be; 0 where nobody knows. */
  size: number;
};

/** Make room for a file whose bytes are about to come. Nothing follows from it until they are all there. */
export function expect(ctx: Ctx, { room, clientId, name, contentType, size }: Expected): Promise<Lying> {
  return inTransaction(ctx, async (ctx) => {
    const { practiceId } = ctx;
    const [id, key] = [newId(), newFileKey()];
    const storedAs = placeOf(ctx, id);
    await ctx.db.insert(files).values({
      ...{ id, practiceId, clientId, room, contentType, size, storedAs },
      broughtBy: whoBrings(ctx),
      createdAt: ctx.now(),
    });
    await keepWords(ctx, { id, clientId }, { name: plainName(name, contentType), key });
    const expiresAt = new Date(ctx.now().getTime() + patience);
    await ctx.db.insert(arrivals).values({ fileId: id, practiceId, expiresAt });
    return { id, storedAs, key };
  });
}

/** The user who brings a file. A file is somebody's; a job brings none, unless a person pressed for it. */
export function whoBrings({ actor }: Ctx): string {
  if (actor.kind === "member" || (actor.kind === "client" && !actor.only)) return actor.userId;
  if (actor.kind === "system" && actor.askedBy) return actor.askedBy;
  throw new Error("Nobody who can bring a file");
}

/** All of a file is there: now it is known what it is, and its name ends as its bytes deserve. */
export async function arrived(
  ctx: Ctx,
  { fileId, contentType, size }: { fileId: string; contentType: string; size: number },
): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const own = and(eq(files.practiceId, ctx.practiceId), eq(files.id, fileId), isNull(files.arrivedAt));
    const [found] = await ctx.db.select().from(files).where(own).for("update");
    const words = found && (await wordsOf(ctx, [found])).get(fileId);
    if (!words) return false;
    await rename(ctx, found, { ...words, name: plainName(words.name, contentType) });
    await ctx.db.update(files).set({ contentType, size, arrivedAt: ctx.now() }).where(own);
    await ctx.db
      .delete(arrivals)
      .where(and(eq(arrivals.practiceId, ctx.practiceId), eq(arrivals.fileId, fileId)));
    await record(ctx, "file.arrived", { id: fileId });
    return true;
  });
}

/** Give up a file that never was all there: its row goes now, its bytes soon. */
export async function discard(ctx: Ctx, fileId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const own = and(eq(files.practiceId, ctx.practiceId), eq(files.id, fileId), isNull(files.arrivedAt));
    const [gone] = await ctx.db.delete(files).where(own).returning({ id: files.id });
    if (gone) await record(ctx, "file.dropped", gone);
  });
}
