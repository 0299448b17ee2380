import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderStorage } from "#app/integrations/storage-folder.server.ts";
import { s3Storage } from "#app/integrations/storage-s3.server.ts";
import type { Storage } from "#app/world/storage.ts";
import { aBucket } from "#tests/support/a-bucket.ts";

let bucket: Awaited<ReturnType<typeof aBucket>>;
let folder: string;

beforeAll(async () => {
  bucket = await aBucket();
  folder = await mkdtemp(join(tmpdir(), "selvage-files-"));
});
afterAll(async () => {
  await bucket.close();
  await rm(folder, { recursive: true });
});

function inBucket(changed: { name?: string; accessKeyId?: string } = {}): Storage {
  return s3Storage({
    ...{ bucket: changed.name ?? bucket.name, region: "eu-central-1", endpoint: bucket.endpoint },
    credentials: { accessKeyId: changed.accessKeyId ?? "known", secretAccessKey: "secret" },
  });
}

describe.each([
  ["a folder", () => folderStorage(folder)],
  ["a bucket", () => inBucket()],
])("%s", (_, open) => {
  const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, at) => at % 256));

  test("gives back what it was given, and any part of it", async () => {
    const storage = open();
    await storage.put("house/one/000000", bytes);
    expect(await storage.get("house/one/000000")).toEqual(bytes);
    expect(await storage.get("house/one/000000", { from: 10, until: 20 })).toEqual(bytes.subarray(10, 20));
    expect(await storage.get("house/one/000000", { from: 990, until: 2_000 })).toEqual(bytes.subarray(990));
    expect(await storage.get("house/one/000000", { from: 5, until: 5 })).toHaveLength(0);
    expect(await storage.get("house/one/000000", { from: 1_000, until: 1_010 })).toHaveLength(0);
  });

  test("has nothing where nothing was put, and removes twice without a word", async () => {
    const storage = open();
    expect(await storage.get("house/none/000000")).toBeNull();
    await storage.put("house/gone/000000", bytes);
    await storage.remove("house/gone/000000");
    await storage.remove("house/gone/000000");
    expect(await storage.get("house/gone/000000")).toBeNull();
  });

  test("lists all that lies under a name, past a page, and nothing of a name that only begins alike", async () => {
    const storage = open();
    const names = [0, 1, 2, 3, 4].map((piece) => `house/many/00000${piece}`);
    for (const name of [...names, "house/manymore/000000"]) await storage.put(name, bytes);
    expect((await listed(storage, "house/many")).sort()).toEqual(names);
    expect(await listed(storage, "house/nobody")).toEqual([]);
  });

  test("says where it is when it is tried, and leaves nothing behind", async () => {
    const storage = open();
    expect(await storage.check()).toMatch(/^the (folder|bucket) /);
    expect(await listed(storage, "check")).toEqual([]);
  });
});

test("a folder takes no name that leads out of it, and its files are nobody else's to read", async () => {
  const storage = folderStorage(folder);
  for (const name of ["../out", "/etc/out", "a/../../out", "a\0b", "a.b", ""])
    await expect(storage.put(name, Buffer.from("x"))).rejects.toThrow();
  await storage.put("house/own/000000", Buffer.from("x"));
  expect((await stat(join(folder, "house/own/000000"))).mode & 0o077).toBe(0);
  expect(await readdir(join(folder, "house/own"))).toEqual(["000000"]);
});

test("a bucket that is not there, or not ours, is an error and never an empty file", async () => {
  for (const storage of [inBucket({ name: "other" }), inBucket({ accessKeyId: "stranger" })]) {
    await expect(storage.get("house/one/000000")).rejects.toThrow();
    await expect(storage.check()).rejects.toThrow();
  }
});

async function listed(storage: Storage, under: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of storage.list(under)) names.push(name);
  return names;
}
