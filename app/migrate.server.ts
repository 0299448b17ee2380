import { createHash } from "node:crypto";
import pg from "pg";
import { lanes } from "./domain/lanes.ts";
import { installQueue, queueChecksum } from "./queue/queue.ts";

const files = import.meta.glob<string>("../drizzle/*.sql", { query: "?raw", import: "default", eager: true });

/** The migrations in their order: name and text. They are part of the build, so a release always carries its own. */
export const migrations = Object.entries(files)
  .map(([path, text]) => ({
    name: path.replace(/^.*\//, "").replace(/\.sql$/, ""),
    text,
    checksum: checksumOf(text),
  }))
  .sort((a, b) => a.name.localeCompare(b.name));

const queueStep = "queue";
const lockKey = 7_315_863_258; // "selvage" on a telephone's keys, shortened.

/**
 * Bring the database to this release: every migration not yet there, each in a transaction, forward only, under a lock
 * so that ten processes may start at once. Answers the names it applied. Throws when an applied migration was edited.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "selvage migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await client.query(`create table if not exists migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const applied = await appliedMigrations(client);
    refuseEdited(applied);
    const missing = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of missing) await apply(client, migration);
    const queueIsNew = await refreshQueue(client, url, applied);
    return [...missing.map(({ name }) => name), ...(queueIsNew ? [queueStep] : [])];
  } finally {
    await client.end(); // Ends the session, and with it the lock.
  }
}

/** pg-boss brings its own tables; they and our lanes are refreshed when either changed since. */
async function refreshQueue(client: pg.Client, url: string, applied: Map<string, string>): Promise<boolean> {
  const checksum = queueChecksum(lanes);
  if (applied.get(queueStep) === checksum) return false;
  await installQueue(url, lanes);
  await client.query(
    "insert into migrations (name, checksum) values ($1, $2) on conflict (name) do update set checksum = $2, applied_at = now()",
    [queueStep, checksum],
  );
  return true;
}

/** The migrations of this release that a database does not have yet; all of them when it has never been migrated. */
export async function pendingMigrations(pool: Pick<pg.Pool, "query">): Promise<string[]> {
  const { rows } = await pool.query<{ there: boolean }>(
    "select to_regclass('public.migrations') is not null as there",
  );
  if (!rows[0]?.there) return migrations.map(({ name }) => name);
  const applied = await appliedMigrations(pool);
  return migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
}

async function appliedMigrations(client: Pick<pg.Pool, "query">): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from migrations",
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function refuseEdited(applied: Map<string, string>): void {
  for (const { name, checksum } of migrations) {
    const then = applied.get(name);
    if (then && then !== checksum)
      throw new Error(`Migration ${name} was edited after it was applied; write a new one instead`);
  }
}

async function apply(
  client: pg.Client,
  { name, text, checksum }: (typeof migrations)[number],
): Promise<void> {
  await client.query("begin");
  try {
    await client.query(text);
    await client.query("insert into migrations (name, checksum) values ($1, $2)", [name, checksum]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

function checksumOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
