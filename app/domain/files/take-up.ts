import { chunkSize, chunksInPiece, chunksOf, openChunk, sealedSize } from "#app/values/sealed-chunks.ts";
import type { Storage } from "#app/world/storage.ts";
import { type Lying, pieceName } from "./lay-down.ts";
import type { Range } from "./rules.ts";

/** How many chunks are fetched at a time: enough that a far storage is not asked for every one, few enough to hold. */
const atOnce = 16;

/**
 * The plain bytes of a span of a file, chunk by chunk; only the chunks it touches are fetched and opened. Throws when one
 * was altered, moved or cut off, and then nothing of that chunk was given.
 */
export async function* takeUp(
  storage: Storage,
  file: Lying & { size: number },
  { from, until }: Range,
): AsyncGenerator<Uint8Array> {
  const last = chunksOf(file.size) - 1;
  const end = Math.min(last + 1, Math.ceil(until / chunkSize));
  for (let number = Math.floor(from / chunkSize); number < end; ) {
    const piece = Math.floor(number / chunksInPiece);
    const stop = Math.min(number + atOnce, end, (piece + 1) * chunksInPiece);
    const first = number - piece * chunksInPiece;
    const sealed = await storage.get(pieceName(file, piece), {
      from: first * sealedSize,
      until: (first + stop - number) * sealedSize,
    });
    if (!sealed) throw new Error(`Piece ${piece} of file ${file.id} is not there`);
    for (let at = 0; number < stop; at += sealedSize, number += 1) {
      const place = { file: file.id, number, isLast: number === last };
      const plain = openChunk(file.key, place, sealed.subarray(at, at + sealedSize));
      const start = number * chunkSize;
      yield plain.subarray(Math.max(0, from - start), Math.min(plain.length, until - start));
    }
  }
}
