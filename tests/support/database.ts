import { randomBytes } from "node:crypto";
import pg from "pg";

type FreshDatabase = { url: string; close: () => Promise<void> };

/** A migrated database of one's own, owned by the role that is no superuser; dropped by `close`. */
export async function freshDatabase({ template = process.env.TEST_TEMPLATE } = {}): Promise<FreshDatabase> {
  const server = process.env.TEST_DATABASE_URL!;
  const name = `selvage_test_${randomBytes(6).toString("hex")}`;
  await command(server, `create database ${name}${template ? ` template ${template}` : ""}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => drop(server, name) };
}

/**
 * Drop a database, whoever is in it; nobody comes back while it goes. Never `with (force)`: it stops at a vacuum that
 * happens to be at work, which no ordinary role may end, and which an ordinary drop sends away by itself.
 */
export async function drop(server: string, name: string): Promise<void> {
  const isThere = await command(server, `select from pg_database where datname = '${name}'`);
  if (isThere === 0) return;
  await command(server, `alter database ${name} allow_connections false`);
  await command(
    server,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and usename = current_user`,
  );
  await command(server, `drop database if exists ${name}`);
}

async function command(url: string, text: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rowCount;
  } finally {
    await client.end();
  }
}
