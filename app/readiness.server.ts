import type { Check } from "./context.ts";
import type { Database } from "./db/client.server.ts";
import { pendingMigrations } from "./migrate.server.ts";

const mostLag = 600;

/** What this process needs to do its work: a database that answers, the schema of this release, and jobs that move. */
export async function checkReadiness({ pool }: Database): Promise<Check[]> {
  const checks = [
    check("database", async () => {
      await pool.query("select 1");
      return "answers";
    }),
    check("migrations", async () => {
      const missing = await pendingMigrations(pool);
      if (missing.length > 0) throw new Error(`missing: ${missing.join(", ")}`);
      return "complete";
    }),
    check("queue", async () => {
      const seconds = await oldestWaiting(pool);
      if (seconds > mostLag) throw new Error(`the oldest job has waited ${seconds} s for its first try`);
      return `no job has waited longer than ${seconds} s`;
    }),
  ];
  return Promise.all(checks);
}

/** Seconds the oldest job that nobody has tried yet has been due. Retries wait on purpose and are not lag. */
async function oldestWaiting(pool: Database["pool"]): Promise<number> {
  const { rows } = await pool.query<{ seconds: number }>(
    "select coalesce(floor(extract(epoch from now() - min(start_after))), 0)::int as seconds from pgboss.job where state = 'created' and start_after < now() and name not like '%\\_buried' and name not like '\\_\\_pgboss%'",
  );
  return rows[0]?.seconds ?? 0;
}

async function check(name: string, ask: () => Promise<string>): Promise<Check> {
  const tooLong = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("no answer within 3 s")), 3_000).unref(),
  );
  try {
    return { name, ok: true, says: await Promise.race([ask(), tooLong]) };
  } catch (error) {
    return { name, ok: false, says: error instanceof Error ? error.message : String(error) };
  }
}
