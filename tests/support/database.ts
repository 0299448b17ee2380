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
  return { url: url.href, close: () => command(server, `drop database if exists ${name} with (force)`) };
}

async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
