import { getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Db } from "./client.server.ts";

/** A column that points to the `id` of a table by a foreign key; `hasTherapist`: its rows name a therapist too. */
export type Referrer = { table: string; column: string; hasTherapist: boolean };

/** Everything that points to a table. Postgres itself is asked, so that a table added next year is not forgotten. */
export async function referrersOf(db: Db, table: PgTable): Promise<Referrer[]> {
  const { rows } = await db.execute<Referrer>(sql`
    select format('%I', c.conrelid::regclass::text) as "table", format('%I', here.attname) as "column",
      exists (select from pg_attribute t where t.attrelid = c.conrelid and t.attname = 'therapist_id') as "hasTherapist"
    from pg_constraint c
    cross join lateral unnest(c.conkey, c.confkey) as pair(here, there)
    join pg_attribute here on here.attrelid = c.conrelid and here.attnum = pair.here
    join pg_attribute there on there.attrelid = c.confrelid and there.attnum = pair.there and there.attname = 'id'
    where c.contype = 'f' and c.confrelid = ${getTableName(table)}::regclass
    order by 1, 2`);
  return rows;
}
