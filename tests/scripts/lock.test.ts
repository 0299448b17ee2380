import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withLock } from "../../scripts/lock.mjs";

test("ten who want the lock at once hold it one after the other", async () => {
  const path = aPath();
  let inside = 0;
  let most = 0;
  const visit = async () => {
    most = Math.max(most, ++inside);
    await Promise.resolve();
    inside--;
  };
  await Promise.all(Array.from({ length: 10 }, () => withLock(path, visit)));
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test("the lock of a dead process is taken over", async () => {
  const path = aPath();
  mkdirSync(path);
  writeFileSync(join(path, "pid"), "4194303");
  expect(await withLock(path, () => "mine")).toBe("mine");
});

test("work that fails gives the lock back", async () => {
  const path = aPath();
  await expect(withLock(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(path)).toBe(false);
});

function aPath(): string {
  return join(mkdtempSync(join(tmpdir(), "selvage-lock-")), "lock");
}
