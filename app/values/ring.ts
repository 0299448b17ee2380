import { createHash } from "node:crypto";

/** Keys by id, newest first: what is written is written with the first, what was written is read with its own. */
export type Ring = [RingKey, ...RingKey[]];
export type RingKey = { id: string; key: Buffer };

/**
 * Read a ring from its setting, `id:base64,id:base64`, each key 32 bytes. Null when it is not one, or an id comes twice.
 */
export function parseRing(text: string): Ring | null {
  return ringOf(text.split(",").map((part) => parseKey(part.trim())));
}

/** The same for a ring of secrets, in which a plain secret of 32 characters or more may stand too; its hash names it. */
export function parseSecrets(text: string): Ring | null {
  return ringOf(text.split(",").map((part) => parseKey(part.trim()) ?? parsePlain(part.trim())));
}

function parsePlain(secret: string): RingKey | null {
  if (!/^[\x21-\x7e]{32,}$/.test(secret) || new Set(secret).size < 10) return null;
  const key = createHash("sha256").update(secret).digest();
  return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key };
}

function ringOf(keys: (RingKey | null)[]): Ring | null {
  if (keys.some((key) => key === null)) return null;
  const [first, ...rest] = keys as RingKey[];
  if (!first || new Set(keys.map((key) => key?.id)).size !== keys.length) return null;
  return [first, ...rest];
}

function parseKey(part: string): RingKey | null {
  const match = /^([A-Za-z0-9._-]{1,40}):([A-Za-z0-9+/_-]+={0,2})$/.exec(part);
  const [, id, encoded] = match ?? [];
  if (!id || !encoded) return null;
  const key = Buffer.from(encoded, "base64");
  return key.length === 32 ? { id, key } : null;
}
