import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../../lock.mjs";

let visits = 0;

/**
 * Notes that this process uses the server of `dataDir`. What it gives takes the note away again and tells whether
 * nobody is left, so that of several commands the last one out stops the server.
 */
export function signIn(dataDir: string): () => boolean {
  const folder = join(dataDir, "guests");
  mkdirSync(folder, { recursive: true });
  const card = join(folder, `${process.pid}.${visits++}`);
  writeFileSync(card, "");
  return () => {
    rmSync(card, { force: true });
    return guestsIn(folder) === 0;
  };
}

function guestsIn(folder: string): number {
  const cards = readdirSync(folder);
  for (const card of cards)
    if (!isAlive(Number.parseInt(card, 10))) rmSync(join(folder, card), { force: true });
  return readdirSync(folder).length;
}
