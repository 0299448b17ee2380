import type pg from "pg";

/** Where a text was found: a table's column, and how often. */
export type Found = { where: string; rows: number };

/**
 * Look for a text in every column of every table, whatever its type, behind walls too: the job queue's tables are among
 * them. The owner takes the walls down in a transaction that is never committed. Letters count whatever their size.
 */
export async function everywhere(pool: pg.Pool, text: string): Promise<Found[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows: tables } = await client.query<{ name: string; isWalled: boolean; columns: string[] }>(`
      select c.oid::regclass::text as name, c.relforcerowsecurity as "isWalled",
        array_agg(quote_ident(a.attname) || ' ' || a.atttypid::regtype order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
      group by c.oid order by 1`);
    for (const { name, isWalled } of tables)
      if (isWalled) await client.query(`alter table ${name} no force row level security`);
    const found: Found[] = [];
    for (const { name, columns } of tables)
      for (const described of columns) {
        const [column = "", type] = described.split(/ (.*)/s);
        const { rows } = await client.query<{ n: number }>(
          type === "bytea"
            ? `select count(*)::int as n from ${name} where position($1::bytea in ${column}) > 0`
            : `select count(*)::int as n from ${name} where strpos(lower(${column}::text), lower($1)) > 0`,
          [type === "bytea" ? Buffer.from(text) : text],
        );
        if (rows[0]!.n > 0) found.push({ where: `${name}.${column}`, rows: rows[0]!.n });
      }
    return found;
  } finally {
    await client.query("rollback");
    client.release();
  }
}
