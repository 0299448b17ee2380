import { openPostgres } from "../../scripts/tasks/postgres.ts";
import { seededTemplate } from "./served.ts";

/** One filled database, which every worker's app copies. Without a server given, the tests start their own. */
export default async function setup() {
  const own = process.env.TEST_DATABASE_URL
    ? null
    : await openPostgres({ dataDir: ".data/test-postgres", createDatabases: true, durable: false });
  if (own) process.env.TEST_DATABASE_URL = own.url;
  const template = await seededTemplate();
  process.env.E2E_TEMPLATE = template.name;
  return async () => {
    await template.close();
    await own?.stop();
  };
}
