import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { openPostgres, removePostgres } from "../../scripts/tasks/postgres.ts";

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];

afterEach(async () => {
  delete process.env.SELVAGE_POSTGRES_AS;
  for (const folder of folders.splice(0)) await removePostgres(folder);
});

describe.each(isRoot ? ["namespace", "uid"] : ["self"])("as %s", (footing) => {
  test("a new database belongs to a role that is no superuser and may exclude overlaps", async () => {
    process.env.SELVAGE_POSTGRES_AS = footing;
    const postgres = await openPostgres({ dataDir: aFolder() });

    const [role] = await ask(postgres.url, "SELECT * FROM pg_roles WHERE rolname = current_user");
    expect(role).toMatchObject({
      rolname: "selvage",
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
    });
    await ask(postgres.url, "CREATE EXTENSION btree_gist");
    expect(await ask(postgres.url, "SHOW fsync")).toEqual([{ fsync: "on" }]);
    await postgres.stop();
  });

  test("what was written is there after a stop, at the same address", async () => {
    process.env.SELVAGE_POSTGRES_AS = footing;
    const dataDir = aFolder();
    const before = await openPostgres({ dataDir });
    await ask(before.url, "CREATE TABLE kept AS SELECT 7 AS n");
    await before.stop();

    const after = await openPostgres({ dataDir });
    expect(after).toMatchObject({ url: before.url, adopted: false });
    expect(await ask(after.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
    await after.stop();
  });
});

test.runIf(isRoot)("a database made in a namespace can be carried on as another uid, and back", async () => {
  const dataDir = aFolder();
  for (const [visit, footing] of ["namespace", "uid", "namespace"].entries()) {
    process.env.SELVAGE_POSTGRES_AS = footing;
    const postgres = await openPostgres({ dataDir });
    await ask(postgres.url, "CREATE TABLE IF NOT EXISTS visits (n integer)");
    await ask(postgres.url, `INSERT INTO visits VALUES (${visit})`);
    expect(await ask(postgres.url, "SELECT n FROM visits ORDER BY n")).toHaveLength(visit + 1);
    await postgres.stop();
  }
});

test("of two who open it at once one starts it, and the last one out stops it", async () => {
  const dataDir = aFolder();
  const [ann, ben] = await Promise.all([openPostgres({ dataDir }), openPostgres({ dataDir })]);

  expect(ann.url).toBe(ben.url);
  expect([ann.adopted, ben.adopted].sort()).toEqual([false, true]);
  await ann.stop();
  expect(await ask(ben.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await ben.stop();
  await expect(ask(ben.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED");
});

test.each(["a dead process", "another program"])(
  "a note left behind that names %s is not believed",
  async (whom) => {
    const dataDir = aFolder();
    const first = await openPostgres({ dataDir });
    await first.stop();
    const pid = whom === "a dead process" ? 4_194_303 : process.pid;
    writeFileSync(
      join(dataDir, "cluster", "postmaster.pid"),
      `${pid}\n${dataDir}\n1\n${new URL(first.url).port}\n`,
    );

    const second = await openPostgres({ dataDir });
    expect(second.adopted).toBe(false);
    await second.stop();
  },
);

test("a test may create databases and need not wait for the disk", async () => {
  const postgres = await openPostgres({ dataDir: aFolder(), createDatabases: true, durable: false });
  await ask(postgres.url, "CREATE DATABASE another");
  expect(await ask(postgres.url, "SHOW fsync")).toEqual([{ fsync: "off" }]);
  await postgres.stop();
});

test("its passwords are readable for their owner only, and asked for", async () => {
  const dataDir = aFolder();
  const postgres = await openPostgres({ dataDir });
  const wrong = new URL(postgres.url);
  wrong.password = "guess";

  await expect(ask(wrong.href, "SELECT 1")).rejects.toThrow("password authentication failed");
  expect(statSync(join(dataDir, "server.json")).mode & 0o777).toBe(0o600);
  await postgres.stop();
});

test("a server that cannot come up says why, in its own last words", async () => {
  const dataDir = aFolder();
  await (await openPostgres({ dataDir })).stop();
  const config = join(dataDir, "cluster", "postgresql.conf");
  writeFileSync(config, `${readFileSync(config, "utf8")}\nno_such_setting = 1\n`);

  await expect(openPostgres({ dataDir })).rejects.toThrow("no_such_setting");
});

function aFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), "selvage-test-"));
  const folder = join(parent, "postgres");
  mkdirSync(folder);
  folders.push(folder);
  return folder;
}

async function ask(url: string, query: string) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}
