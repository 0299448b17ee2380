import pg from "pg";
import { openPostgres } from "../../scripts/tasks/postgres.ts";
import { drop, dropLeft } from "./database.ts";

/** Migrate one template; every test file copies it in milliseconds. Without a server given, the tests start their own. */
export async function setup() {
  const own = process.env.TEST_DATABASE_URL
    ? null
    : await openPostgres({ dataDir: ".data/test-postgres", createDatabases: true, durable: false });
  const url = process.env.TEST_DATABASE_URL ?? own?.url ?? "";
  process.env.TEST_DATABASE_URL = url;
  const run = String(process.pid);
  process.env.TEST_RUN = run;
  const template = `selvage_template_${run}`;
  process.env.TEST_TEMPLATE = template;

  await drop(url, template);
  await command(url, `create database ${template}`);
  const { migrate } = await import("../../app/migrate.server.ts");
  await migrate(withName(url, template));

  return async () => {
    await dropLeft(url, run);
    await drop(url, template);
    await own?.stop();
  };
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

function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
