import type pg from "pg";

/** What every import leaves a trace in, and may. */
const apart = ["events", "unsealed_events", "imports", "import_rows", "rate_limits"];

/**
 * Everything in the house but what happened and which lists there were, table by table as one sum each. Private words are
 * behind their wall and not seen.
 */
export async function wholeOf(pool: Pick<pg.Pool, "query">): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> all($1)",
    [apart],
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as sum from ${name} t`,
  );
  const { rows } = await pool.query<{ name: string; sum: string }>(sums.join(" union all "));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
