/** Keys by id, newest first: what is written is written with the first, what was written is read with its own. */
export type Ring = [RingKey, ...RingKey[]];
export type RingKey = { id: string; key: Buffer };

/**
 * Read a ring from its setting, `id:base64,id:base64`, each key 32 bytes. Null when it is not one, or an id comes twice.
 */
export function parseRing(text: string): Ring | null {
  const keys = text.split(",").map((part) => parseKey(part.trim()));
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
