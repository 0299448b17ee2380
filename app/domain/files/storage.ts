import type { Storage } from "#app/world/storage.ts";
import type { World } from "#app/world.ts";

/** Where sealed bytes lie. Throws where a process was opened without. */
export function storageOf({ storage }: World): Storage {
  if (!storage) throw new Error("This process keeps no files");
  return storage;
}

/** Where in storage a file of ours lies: a name nobody chose, that its id alone tells. */
export function placeOf({ practiceId }: { practiceId: string }, fileId: string): string {
  return `${practiceId}/${fileId}`;
}
