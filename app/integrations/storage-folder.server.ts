import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Storage } from "#app/world/storage.ts";
import { tried } from "./storage-check.ts";

/** Names that begin like this are not all there yet. */
const unfinished = ".arriving-";

/** Storage in a folder of this machine. A file is written beside its place and put there in one move, so none is ever half. */
export function folderStorage(folder: string): Storage {
  const root = resolve(folder);
  const place = (name: string) => {
    const path = resolve(root, name);
    if (!path.startsWith(root + sep) || !/^[\w/-]+$/.test(name)) throw new Error("Not a name of ours");
    return path;
  };
  const storage: Omit<Storage, "check"> = {
    async put(name, bytes) {
      const path = place(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const beside = join(dirname(path), `${unfinished}${randomUUID()}`);
      await writeFile(beside, bytes, { mode: 0o600, flush: true });
      await rename(beside, path);
    },
    async get(name, part) {
      const file = await unlessMissing(open(place(name)));
      if (!file) return null;
      try {
        const { size } = await file.stat();
        const until = Math.min(part?.until ?? size, size);
        const from = Math.min(part?.from ?? 0, until);
        const bytes = Buffer.alloc(until - from);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    async remove(name) {
      const path = place(name);
      await rm(path, { force: true });
      // The folder of a file goes with its last piece; one that is not empty stays.
      await rmdir(dirname(path)).catch(() => {});
    },
    async *list(name) {
      const entries = await unlessMissing(readdir(place(name), { withFileTypes: true, recursive: true }));
      for (const entry of entries ?? [])
        if (entry.isFile() && !entry.name.startsWith(unfinished))
          yield relative(root, join(entry.parentPath, entry.name)).split(sep).join("/");
    },
  };
  return { ...storage, check: () => tried(storage, `the folder ${root}`) };
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
}
