import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const nonceLength = 12;
const tagLength = 16;

/** Plain bytes in a chunk, but for the last of a file; and how many chunks lie together as one piece in storage. */
export const chunkSize = 64 * 1024;
export const chunksInPiece = 64;
/** Bytes of a whole chunk as it is sealed. */
export const sealedSize = nonceLength + chunkSize + tagLength;

/** Which chunk of which file: bound to its bytes, so that none can be moved, left out or be the last before its time. */
export type Place = { file: string; number: number; isLast: boolean };

/** How many chunks a file has; an empty one has an empty chunk, so that its end is sealed too. */
export function chunksOf(size: number): number {
  return Math.max(1, Math.ceil(size / chunkSize));
}

/** Seal one chunk with its file's own key: AES-256-GCM with a fresh nonce each time (NIST SP 800-38D, 8.2.2). */
export function sealChunk(key: Buffer, place: Place, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Open one chunk. Throws when it was altered, moved, or is not all there. */
export function openChunk(key: Buffer, place: Place, sealed: Buffer): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error(`Chunk ${place.number} is not all there`);
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(bound(place)).setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
}

function bound({ file, number, isLast }: Place): Buffer {
  return Buffer.from(`file:${file}:${number}:${isLast ? "last" : "more"}`);
}
