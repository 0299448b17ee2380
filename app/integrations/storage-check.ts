import { randomUUID } from "node:crypto";
import type { Storage } from "#app/world/storage.ts";

/** Lay a few bytes down, take them up and away again. Gives where that was; throws when it went wrong. */
export async function tried(storage: Omit<Storage, "check">, where: string): Promise<string> {
  const name = `check/${randomUUID()}`;
  const bytes = Buffer.from(name);
  await storage.put(name, bytes);
  const found = await storage.get(name);
  await storage.remove(name);
  if (!found?.equals(bytes)) throw new Error(`${where} gives back something else than it was given`);
  return where;
}
