import type { Database } from "#app/db/client.server.ts";

/** How many rows every table of ours and of the queue has, but for the counters of tries. */
export async function rowCounts({ pool }: Database): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string }>(`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and (table_schema = 'public' or (table_schema, table_name) = ('pgboss', 'job'))
      and table_name <> 'rate_limits'`);
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows } = await pool.query<{ count: string }>(`select count(*) from ${name}`);
    counts[name] = Number(rows[0]?.count);
  }
  return counts;
}
