import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "./terminal.ts";

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where the machine keeps what must outlive a command: databases, demo secrets, logs, results. */
export const dataDir = join(root, ".data");

/** The Node this task runs on; children run on the same one. */
export const node = process.execPath;

/** Makes a folder, or says in words why it cannot. */
export function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    return path;
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "EACCES") throw error;
    throw new Problem(notYours(path));
  }
}

/** What to say about a file that belongs to somebody else, most often to root after a first run with sudo. */
export function notYours(path: string): string {
  return (
    `${path} cannot be written by you; an earlier run was probably made as another user (root?). ` +
    `Run the command as that user, or give the files back: sudo chown -R "$(id -un)" ${dataDir}`
  );
}
