import type { FileRoom } from "#app/db/schema/files.ts";
import type { Ctx } from "#app/domain/ctx.ts";
import { readPicture } from "#app/values/picture.ts";
import { done, type Result, refused } from "#app/values/result.ts";
import type { World } from "#app/world.ts";
import { arrived, discard, expect } from "./arrivals.ts";
import { layDown } from "./lay-down.ts";
import { headLength, kindOf, type LookRefusal, watchOver } from "./look.ts";
import { type FileKind, limits } from "./rules.ts";
import { storageOf } from "./storage.ts";

/** Whose it is to be (null: the practice's own, for many), in which room, what kinds are taken there, and its bytes as they come. */
export type Brought = {
  room: FileRoom;
  clientId: string | null;
  kinds: readonly FileKind[];
  name: string;
  bytes: AsyncIterable<Uint8Array>;
};

export type Arrived = { fileId: string; kind: FileKind; contentType: string; size: number };

/**
 * Take in a file as it comes: looked at, sealed and put away without ever being whole in hand, but for pictures, which are
 * put together anew without what a camera wrote into them. It belongs to nothing until its room claims it. Whether
 * somebody may bring one there is the room's to ask first. Refuses: unknown, heavy, broken, empty, harmful.
 */
export async function bring(ctx: Ctx, world: World, brought: Brought): Promise<Result<Arrived, LookRefusal>> {
  const bytes = brought.bytes[Symbol.asyncIterator]();
  const head = await beginning(bytes);
  if (head.length === 0) return refused("empty");
  const found = await kindOf(head);
  if (!found || !brought.kinds.includes(found.kind)) return refused("unknown");
  const whole = found.kind === "image" ? await cleaned(head, bytes) : done(joined(head, bytes));
  if (!whole.ok) return whole;

  const file = await expect(ctx, { ...brought, ...found, size: 0 });
  const watch = watchOver(found.kind);
  const writer = await layDown(storageOf(world), file);
  let size = 0;
  const refusal = await (async () => {
    for await (const chunk of whole.value) {
      const wrong = watch.see(chunk);
      if (wrong) return wrong;
      size += chunk.length;
      await writer.add(chunk);
    }
    return watch.end();
  })().catch(async (error: unknown) => {
    await discard(ctx, file.id);
    throw error;
  });
  if (refusal) {
    await discard(ctx, file.id);
    return refused(refusal);
  }
  await writer.end();
  await arrived(ctx, { fileId: file.id, ...found, size });
  return done({ fileId: file.id, ...found, size });
}

/** As many bytes as it takes to tell what it is, or all there are. */
async function beginning(bytes: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let size = 0; size < headLength; ) {
    const next = await bytes.next();
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(parts);
}

async function* joined(head: Buffer, bytes: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield next.value;
}

async function cleaned(
  head: Buffer,
  bytes: AsyncIterator<Uint8Array>,
): Promise<Result<Buffer[], LookRefusal>> {
  const watch = watchOver("image");
  const parts: Uint8Array[] = [];
  for await (const part of joined(head, bytes)) {
    const wrong = watch.see(part);
    if (wrong) return refused(wrong);
    parts.push(part);
  }
  const picture = readPicture(Buffer.concat(parts), { leastSide: 1 });
  if (picture.ok)
    return picture.value.content.length > limits.image ? refused("heavy") : done([picture.value.content]);
  return refused(picture.refusal === "too_large" ? "heavy" : "broken");
}
