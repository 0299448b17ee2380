import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

type FreshDatabase = { url: string; close: () => Promise<void> };

/** A migrated database of one's own, owned by the role that is no superuser; nobody gets in any more after `close`. */
export async function freshDatabase({ template = process.env.TEST_TEMPLATE } = {}): Promise<FreshDatabase> {
  const server = process.env.TEST_DATABASE_URL!;
  const run = process.env.TEST_RUN;
  const name = `selvage_test_${run ? `${run}_` : ""}${randomBytes(6).toString("hex")}`;
  await onServer(server, (client) =>
    client.query(`create database ${name}${template ? ` template ${template}` : ""}`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  const isLeft = run !== undefined && !process.env.LONG;
  return {
    url: url.href,
    close: () => onServer(server, (client) => (isLeft ? shutBy : dropBy)(client, name)),
  };
}

/**
 * Drop what a run's tests left behind. They drop nothing themselves: each database is some 500 files, and a file system
 * without a journal passes over names that became free a minute ago, so that after every drop the next ones took half a
 * second to make instead of 50 ms. Only a long run, whose databases would fill the disk, drops each at once.
 */
export async function dropLeft(server: string, run: string): Promise<void> {
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [`selvage_test_${run}_`],
    );
    for (const { name } of rows) await dropBy(client, name);
  });
}

/**
 * Drop a database, whoever is in it; nobody comes back while it goes. Never `with (force)`: it stops at a vacuum that
 * happens to be at work, which no ordinary role may end, and which an ordinary drop sends away by itself.
 */
export function drop(server: string, name: string): Promise<void> {
  return onServer(server, (client) => dropBy(client, name));
}

async function dropBy(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
  if (rowCount === 0) return;
  await shutBy(client, name);
  await client.query(`drop database if exists ${name}`);
}

/** How long those who are leaving are given before they are thrown out, ms. */
const manners = 500;

/**
 * Let nobody into a database, and send out whoever is in it. A pool says that it has ended while its connections still take
 * their leave; one that is thrown out in that moment has nobody left to tell, and its process dies of it.
 */
async function shutBy(client: pg.Client, name: string): Promise<void> {
  await client.query(`alter database ${name} allow_connections false`);
  for (const until = Date.now() + manners; Date.now() < until; await pause(10)) {
    const { rowCount } = await client.query("select from pg_stat_activity where datname = $1", [name]);
    if (rowCount === 0) return;
  }
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user",
    [name],
  );
}

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
