import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Runs `work` while no other process holds the folder `path` as its lock. Waits for a living holder, after telling
 * `onWait` its process id once; the lock of a dead one is taken over.
 */
export async function withLock(path, work, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!taken(path)) {
    const holder = holderOf(path);
    if (holder !== null && !isAlive(holder)) {
      breakLockOf(holder, path);
      continue;
    }
    if (holder !== null && !told) onWait(holder);
    told = told || holder !== null;
    await pause(100);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

/** Whether a process with this id runs, whoever it belongs to. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return !isZombie(pid);
}

// Where process 1 does not reap (many containers), the dead keep their number for ever.
function isZombie(pid) {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

// The folder is moved into place with the holder's id already inside, so nobody ever sees a lock without a holder.
function taken(path) {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  mkdirSync(draft);
  writeFileSync(join(draft, "pid"), String(process.pid));
  try {
    renameSync(draft, path);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (error.code === "ENOTEMPTY" || error.code === "EEXIST" || error.code === "EPERM") return false;
    throw error;
  }
}

function holderOf(path) {
  try {
    return Number(readFileSync(join(path, "pid"), "utf8"));
  } catch {
    return null;
  }
}

// Two waiters may see the same dead holder. Whoever comes second would break the first one's new lock, so what was
// moved away is looked at again and put back when it belongs to somebody else.
function breakLockOf(holder, path) {
  const aside = `${path}.broken.${process.pid}`;
  try {
    renameSync(path, aside);
    if (holderOf(aside) !== holder) renameSync(aside, path);
    else rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
