import { chunkSize, chunksInPiece, sealChunk, sealedSize } from "#app/values/sealed-chunks.ts";
import type { Storage } from "#app/world/storage.ts";

/** A file whose bytes are laid down or taken up: where they lie, and the key they are sealed with. */
export type Lying = { id: string; storedAs: string; key: Buffer };

/** The name of one piece in storage. */
export function pieceName({ storedAs }: Pick<Lying, "storedAs">, number: number): string {
  return `${storedAs}/${String(number).padStart(6, "0")}`;
}

/**
 * Lays a file's bytes down as they come: sealed chunk by chunk, put away piece by piece, so that one piece is all that is
 * ever in hand. `add` keeps the last chunk back, for only `end` knows that it is the last.
 */
export type Writer = {
  add(bytes: Uint8Array): Promise<void>;
  /** Put away what is left, the last chunk marked as such. */
  end(): Promise<void>;
  /** Put away what whole chunks there are, to go on another time; gives how far the file has come, bytes. */
  pause(): Promise<number>;
};

/** Begin at a byte where a chunk begins: 0, or where it paused. `told` hears of every piece that is safely away. */
export async function layDown(
  storage: Storage,
  file: Lying,
  { at = 0, told = async () => {} }: { at?: number; told?: (offset: number) => Promise<void> } = {},
): Promise<Writer> {
  let number = at / chunkSize;
  let rest: Uint8Array = new Uint8Array(0);
  let sealed = await alreadyThere(storage, file, number);

  async function put(): Promise<void> {
    const piece = Math.floor((number - 1) / chunksInPiece);
    await storage.put(pieceName(file, piece), Buffer.concat(sealed));
    if (number % chunksInPiece === 0) sealed = [];
  }

  async function seal(plain: Uint8Array, isLast: boolean): Promise<void> {
    sealed.push(sealChunk(file.key, { file: file.id, number, isLast }, plain));
    number += 1;
    if (number % chunksInPiece !== 0 || isLast) return;
    await put();
    await told(number * chunkSize);
  }

  return {
    async add(bytes) {
      rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      while (rest.length > chunkSize) {
        await seal(rest.subarray(0, chunkSize), false);
        rest = rest.subarray(chunkSize);
      }
    },
    async end() {
      await seal(rest, true);
      await put();
    },
    async pause() {
      if (rest.length === chunkSize) await seal(rest, false);
      if (sealed.length > 0) await put();
      return number * chunkSize;
    },
  };
}

/** The chunks of a piece that was begun and not filled. */
async function alreadyThere(storage: Storage, file: Lying, number: number): Promise<Buffer[]> {
  const count = number % chunksInPiece;
  if (count === 0) return [];
  const name = pieceName(file, Math.floor(number / chunksInPiece));
  const begun = await storage.get(name, { from: 0, until: count * sealedSize });
  if (begun?.length !== count * sealedSize)
    throw new Error(`The beginning of file ${file.id} is not all there`);
  return [begun];
}
