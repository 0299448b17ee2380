import { and, eq, gt, isNull, lt } from "drizzle-orm";
import { arrivals, files } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { isId } from "#app/values/ids.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { Storage } from "#app/world/storage.ts";
import type { World } from "#app/world.ts";
import { arrived, discard, expect, whoBrings } from "./arrivals.ts";
import type { Arrived, Brought } from "./bring.ts";
import { type Lying, layDown } from "./lay-down.ts";
import { headLength, kindOf, type LookRefusal, type Watch, watchOver } from "./look.ts";
import { type FileKind, limits } from "./rules.ts";
import { storageOf } from "./storage.ts";
import { takeUp } from "./take-up.ts";
import { wordsOf } from "./words.ts";

type Announced = Omit<Brought, "bytes"> & { size: number };

/** Make room for a large file that comes piece by piece, of a size it says beforehand; gives its id. Refuses: heavy, empty. */
export async function beginArrival(
  ctx: Ctx,
  { kinds, ...wish }: Announced,
): Promise<Result<string, "heavy" | "empty">> {
  if (wish.size > Math.max(...kinds.map((kind) => limits[kind]))) return refused("heavy");
  if (wish.size < 1) return refused("empty");
  const { id } = await expect(ctx, { ...wish, contentType: "application/octet-stream" });
  return done(id);
}

/** How far a file of somebody's own has come, and how far it has to go; bytes. Null when there is none on its way. */
export async function arrivalOf(ctx: Ctx, fileId: string) {
  if (!isId(fileId)) return null;
  const [found] = await ctx.db
    .select({ file: files, offset: arrivals.offset })
    .from(files)
    .innerJoin(arrivals, eq(arrivals.fileId, files.id))
    .where(
      and(
        eq(files.practiceId, ctx.practiceId),
        eq(files.id, fileId),
        eq(files.broughtBy, whoBrings(ctx)),
        isNull(files.arrivedAt),
        gt(arrivals.expiresAt, ctx.now()),
      ),
    );
  return found ? { ...found.file, offset: found.offset } : null;
}

export type Progress = { offset: number; arrived: Arrived | null };

/**
 * Go on with a file where it stopped. Whatever chunks came are kept, also when the line is cut in the middle; the rest of
 * a chunk is asked for again. Once all is there it is looked at as any other, and its row says so. Null when it is not on
 * its way. Refuses: elsewhere, when it stopped somewhere else; and what a file can be refused for, and then it is gone.
 */
export async function goOn(
  ctx: Ctx,
  world: World,
  { fileId, offset, bytes, kinds }: Pick<Brought, "bytes" | "kinds"> & { fileId: string; offset: number },
): Promise<Result<Progress, LookRefusal | "elsewhere"> | null> {
  const row = await arrivalOf(ctx, fileId);
  if (!row) return null;
  if (row.offset !== offset) return refused("elsewhere");
  const storage = storageOf(world);
  const words = (await wordsOf(ctx, [row])).get(row.id);
  if (!words) return null;
  const file = { id: row.id, storedAs: row.storedAs, key: words.key, size: row.size };
  const went = await write(storage, { file, offset, bytes, kinds, told: (at) => keep(ctx, fileId, at) });
  if (!went.ok) return dropped(ctx, fileId, went.refusal);
  await keep(ctx, fileId, went.value);
  if (went.value < row.size) return done({ offset: went.value, arrived: null });
  const found = await wholeOf(storage, file, kinds);
  if (!found.ok) return dropped(ctx, fileId, found.refusal);
  const { kind, contentType } = found.value;
  await arrived(ctx, { fileId, contentType, size: row.size });
  return done({ offset: row.size, arrived: { fileId, kind, contentType, size: row.size } });
}

/** Somebody thinks better of it. */
export async function breakOff(ctx: Ctx, fileId: string): Promise<boolean> {
  const row = await arrivalOf(ctx, fileId);
  if (row) await discard(ctx, fileId);
  return row !== null;
}

async function dropped<R extends string>(ctx: Ctx, fileId: string, refusal: R) {
  await discard(ctx, fileId);
  return refused(refusal);
}

async function keep(ctx: Ctx, fileId: string, offset: number): Promise<void> {
  await ctx.db
    .update(arrivals)
    .set({ offset })
    .where(
      and(eq(arrivals.practiceId, ctx.practiceId), eq(arrivals.fileId, fileId), lt(arrivals.offset, offset)),
    );
}

type Writing = Pick<Brought, "bytes" | "kinds"> & {
  file: Lying & { size: number };
  offset: number;
  told: (offset: number) => Promise<void>;
};

/** Lay down what comes; gives how far it is now. */
async function write(
  storage: Storage,
  { file, offset, bytes, kinds, told }: Writing,
): Promise<Result<number, LookRefusal>> {
  const writer = await layDown(storage, file, { at: offset, told });
  const watch = watchOver(kinds.includes("audio") ? "audio" : (kinds[0] ?? "image"));
  let at = offset;
  let head: Buffer | null = offset === 0 ? Buffer.alloc(0) : null;
  try {
    for await (const part of bytes) {
      at += part.length;
      if (at > file.size) return refused("heavy");
      const wrong = watch.see(part);
      if (wrong) return refused(wrong);
      if (head) head = Buffer.concat([head, part]);
      // Nothing is laid down before it is known to be something we take.
      if (head && (head.length >= headLength || at === file.size)) {
        if (!(await isOf(kinds, head))) return refused("unknown");
        await writer.add(head);
        head = null;
      } else if (!head) await writer.add(part);
    }
  } catch {
    // The line was cut: what came is kept.
    return done(head ? offset : await writer.pause());
  }
  if (head) return done(offset);
  if (at < file.size) return done(await writer.pause());
  await writer.end();
  return done(file.size);
}

async function isOf(kinds: readonly FileKind[], head: Buffer): Promise<boolean> {
  const found = await kindOf(head);
  return found !== null && kinds.includes(found.kind);
}

/**
 * What it is now that it is all there. Each request saw only its own part, and two may have written at once: so it is
 * looked at once more from where it lies, from the first byte to the last.
 */
async function wholeOf(
  storage: Storage,
  file: Lying & { size: number },
  kinds: readonly FileKind[],
): Promise<Result<{ kind: FileKind; contentType: string }, LookRefusal>> {
  let found: Awaited<ReturnType<typeof kindOf>> = null;
  let watch: Watch | null = null;
  for await (const part of takeUp(storage, file, { from: 0, until: file.size })) {
    found ??= await kindOf(Buffer.from(part).subarray(0, headLength));
    if (!found || !kinds.includes(found.kind)) return refused("unknown");
    watch ??= watchOver(found.kind);
    const wrong = watch.see(part);
    if (wrong) return refused(wrong);
  }
  const wrong = watch?.end();
  if (!found || wrong) return refused(wrong ?? "unknown");
  return file.size > limits[found.kind] ? refused("heavy") : done(found);
}
